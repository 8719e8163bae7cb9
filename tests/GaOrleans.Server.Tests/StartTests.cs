using GaOrleans.Server.Tests.Running;

namespace GaOrleans.Server.Tests;

/// <summary>The program's starts, refusals and orderly end.</summary>
public sealed class StartTests
{
    [Fact]
    public async Task FirstStart_ShowsTheKeyOnce_AndTerminatesInOrder()
    {
        await using var server = new RunningServer();
        await server.StartAsync();
        string key = server.DemoKey;
        Assert.Equal(0, await server.TerminateAsync());
        Assert.Contains(key, server.Output);
        Assert.Contains("data-domain=\"demo.example\"", server.Output);
        await server.StartAsync();
        Assert.Equal(0, await server.TerminateAsync());
        Assert.DoesNotContain(key, server.Output);
        Assert.Contains("listens on", server.Output);
    }

    [Fact]
    public async Task Start_IsRefusedInWords_WhenPortOrFolderIsTaken()
    {
        await using var server = new RunningServer();
        await server.StartAsync();
        await using var second = new RunningServer();
        Assert.Equal(3, await second.CommandAsync("run", "--port", $"{server.Port}", "--data", second.Folder));
        Assert.Contains("the port is taken", second.Output);
        Assert.DoesNotContain("   at ", second.Output);
        Assert.Equal(4, await second.CommandAsync("run", "--port", "0", "--data", server.Folder));
        Assert.Contains("another process uses this data folder", second.Output);
        Assert.DoesNotContain("   at ", second.Output);
    }

    [Fact]
    public async Task Start_IsRefusedInWords_WhenSettingsMakeNoSense()
    {
        await using var server = new RunningServer();
        Assert.Equal(1, await server.CommandAsync("run", "--port", "70000"));
        server.Settings["Http__TrustedProxies"] = "everyone";
        Assert.Equal(2, await server.CommandAsync("run", "--port", "0", "--data", server.Folder));
        Assert.Contains("is no network", server.Output);
        server.Settings.Clear();
        server.Settings["Http__RequestPerSecond"] = "5";
        Assert.Equal(2, await server.CommandAsync("run", "--port", "0", "--data", server.Folder));
        server.Settings.Clear();
        server.Settings["Archive__Byte"] = "5";
        Assert.Equal(2, await server.CommandAsync("run", "--port", "0", "--data", server.Folder));
        server.Settings.Clear();
        server.Settings["GA_ADMIN_KEY"] = "short";
        Assert.Equal(2, await server.CommandAsync("run", "--port", "0", "--data", server.Folder));
        Assert.Contains("GA_ADMIN_KEY", server.Output);
    }

    [Fact]
    public async Task ArchiveVerify_SaysWhatThereIs()
    {
        await using var server = new RunningServer();
        Assert.Equal(4, await server.CommandAsync("archive", "verify", "--data", server.Folder));
        await server.StartAsync();
        Assert.Equal(0, await server.TerminateAsync());
        Assert.Equal(0, await server.CommandAsync("archive", "verify", "--data", server.Folder));
    }
}
