using System.Net;
using GaOrleans.Demo.Sending;

namespace GaOrleans.Demo.Tests;

public sealed class KeySourceTests : IDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("demo").FullName;
    private readonly FakeService _fake = new(_ => FakeService.Answer(HttpStatusCode.Created, """{"id":"7","key":"merchant"}"""));

    public void Dispose() => Directory.Delete(_data, recursive: true);

    [Fact]
    public async Task Key_IsTheOneGiven_BeforeAllOthers()
    {
        await File.WriteAllTextAsync(Path.Combine(_data, "demo.key"), "file\n");
        Assert.Equal("given", await Find(new() { Key = "given", AdminKey = "staff", Data = _data }, "environment"));
        Assert.Equal("merchant", await Find(new() { AdminKey = "staff", Data = _data }, "environment"));
        Assert.Equal("environment", await Find(new() { Data = _data }, "environment"));
        Assert.Equal("file", await Find(new() { Data = _data }, null));
    }

    [Fact]
    public async Task Key_IsNone_WhenThereIsNowhereToTakeItFrom() => Assert.Null(await Find(new() { Data = _data }, null));

    [Fact]
    public async Task Merchant_IsCreated_WithTheStaffKey()
    {
        await Find(new() { AdminKey = "staff" }, null);
        var request = Assert.Single(_fake.Requests);
        Assert.Equal(("POST", "/api/admin/merchants", "Bearer staff"), (request.Method, request.Path, request.Headers["Authorization"]));
    }

    private async Task<string?> Find(DemoOptions options, string? environment) =>
        (await new KeySource(new ServiceClient(_fake.Client(), TimeProvider.System), _ => environment).Find(options, CancellationToken.None)).Key;
}
