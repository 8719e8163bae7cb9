using GaOrleans.Portal.Sharing;

namespace GaOrleans.Portal.Tests.Dashboard;

public sealed class AnnotationTests
{
    [Theory]
    [InlineData(null, "New shop")]
    [InlineData("14:05", "\"><script>alert(1)</script> \u202E 😀 =cmd()")]
    public void Document_ReadsWhatItWrote(string? time, string text)
    {
        var annotation = new Annotation(new DateOnly(2026, 11, 20), time is null ? null : TimeOnly.Parse(time), text);
        Assert.Equal(annotation, Annotation.Read(annotation.Write()));
    }

    [Fact]
    public void Document_IsAsStated() =>
        Assert.Equal("""{"v":1,"date":"2026-11-20","time":null,"text":"a"}""", new Annotation(new DateOnly(2026, 11, 20), Time: null, "a").Write());

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"v":2,"date":"2026-11-20","text":"a"}""")]
    [InlineData("""{"v":"1","date":"2026-11-20","text":"a"}""")]
    [InlineData("""{"v":1,"date":"2026-11-31","text":"a"}""")]
    [InlineData("""{"v":1,"date":"2026-11-20","time":"25:00","text":"a"}""")]
    [InlineData("""{"v":1,"date":"2026-11-20","text":""}""")]
    [InlineData("""{"v":1,"date":"2026-11-20","text":"\ud83d"}""")]
    [InlineData("""{"v":1e99,"date":"2026-11-20","text":"a"}""")]
    public void WhatIsNone_IsNull(string json) => Assert.Null(Annotation.Read(json));
}
