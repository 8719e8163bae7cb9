using GaOrleans.Core.Encoding;
using GaOrleans.Core.Sketches;

namespace GaOrleans.Core.Tests.Sketches;

public class HyperLogLogTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    [InlineData(100, 0.01)]
    [InlineData(1_000, 0.02)]
    [InlineData(5_000, 0.033)]
    [InlineData(100_000, 0.033)]
    [InlineData(1_000_000, 0.033)]
    public void Estimate_IsWithinFourStandardErrors_AtAnySize(int count, double most)
    {
        HyperLogLog sketch = Of(0, count);

        Assert.InRange(sketch.Estimate(), (long)Math.Floor(count * (1 - most)), (long)Math.Ceiling(count * (1 + most)));
    }

    [Fact]
    public void Add_ChangesNothing_WhenTheValueIsKnown()
    {
        HyperLogLog once = Of(0, 3_000), twice = Of(0, 3_000);
        twice.Merge(Of(0, 3_000));

        Assert.Equal(Bytes(once), Bytes(twice));
    }

    [Theory]
    [InlineData(10, 20)]
    [InlineData(10, 50_000)]
    [InlineData(50_000, 10)]
    [InlineData(50_000, 60_000)]
    public void Merge_EqualsOneSketchOfAll_WhateverTheirForms(int left, int right)
    {
        HyperLogLog merged = Of(0, left);
        merged.Merge(Of(left / 2, right));

        HyperLogLog all = Of(0, left);
        for (int i = left / 2; i < right; i++) all.Add(Hash64.Mix((ulong)i + 1));
        Assert.Equal(Bytes(all), Bytes(merged));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(900)]
    [InlineData(20_000)]
    public void Read_GivesBackWhatWriteWrote(int count)
    {
        byte[] bytes = Bytes(Of(0, count));
        var from = new ByteReader(bytes);
        HyperLogLog? read = HyperLogLog.Read(ref from);

        Assert.NotNull(read);
        Assert.True(from.AtEnd);
        Assert.Equal(bytes, Bytes(read));
    }

    [Theory]
    [InlineData(7)]
    [InlineData(20_000)]
    public void Read_RefusesBytesThatAreTorn(int count)
    {
        byte[] bytes = Bytes(Of(0, count));
        for (int length = 0; length < Math.Min(bytes.Length, 40); length++)
        {
            var from = new ByteReader(bytes.AsSpan(0, length));
            Assert.Null(HyperLogLog.Read(ref from));
        }
    }

    private static HyperLogLog Of(int from, int to)
    {
        var sketch = new HyperLogLog();
        for (int i = from; i < to; i++) sketch.Add(Hash64.Mix((ulong)i + 1));
        return sketch;
    }

    private static byte[] Bytes(HyperLogLog sketch)
    {
        var bytes = new byte[HyperLogLog.MaxBytes];
        var to = new ByteWriter(bytes);
        sketch.Write(ref to);
        return to.Written.ToArray();
    }
}
