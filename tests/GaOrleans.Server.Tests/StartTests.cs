using GaOrleans.Embedded.Records;
using GaOrleans.Engine.Accounts;
using GaOrleans.TestKit.Running;
using Microsoft.AspNetCore.Identity;

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
    public async Task FirstStart_ShowsTheLoginsOnce_AndLeavesThemForTheUserOnly()
    {
        await using var server = new RunningServer();
        await server.StartAsync();
        string file = Path.Combine(server.Folder, "demo.logins");
        string[][] logins = [.. (await File.ReadAllLinesAsync(file)).Select(line => line.Split(' '))];
        Assert.Equal(0, await server.TerminateAsync());

        Assert.Equal(["demo@demo.example", "staff@demo.example"], logins.Select(login => login[0]));
        Assert.All(logins, login => Assert.Contains($"{login[0]}   {login[1]}", server.Output));
        Assert.Contains($"The portal is at {server.Url.ToString().TrimEnd('/')}", server.Output);
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        using (var records = new SqliteRecordStore(server.Folder))
        {
            var accounts = new AccountStore(records, TimeProvider.System);
            foreach (string[] login in logins)
            {
                User user = (await accounts.FindByEmailAsync(login[0], CancellationToken.None))!;
                Assert.Equal(PasswordVerificationResult.Success, new PasswordHasher<User>().VerifyHashedPassword(user, user.PasswordHash!, login[1]));
            }
        }

        File.Delete(file);
        await server.StartAsync();
        Assert.Equal(0, await server.TerminateAsync());
        Assert.DoesNotContain(logins[0][1], server.Output);
        Assert.False(File.Exists(file));
    }

    [Fact]
    public async Task Start_IsRefusedInWords_WhenTheRecordsAreLost()
    {
        await using var server = new RunningServer();
        await server.StartAsync();
        Assert.Equal(0, await server.TerminateAsync());
        foreach (string file in Directory.GetFiles(server.Folder, "records.db*")) File.Delete(file);

        Assert.Equal(4, await server.CommandAsync("run", "--port", "0", "--data", server.Folder));
        Assert.Contains("restore it from a backup", server.Output);
        Assert.DoesNotContain("   at ", server.Output);
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

    [Fact]
    public async Task Start_IsRefused_WhenHitsHaveLostTheirConfiguration()
    {
        await using var server = new RunningServer();
        await server.StartAsync();
        await PostAsync(server, "pageview");
        Assert.Equal(0, await server.TerminateAsync());
        foreach (string file in Directory.GetFiles(server.Folder, "configuration.db*")) File.Delete(file);
        Assert.Equal(4, await server.CommandAsync("run", "--port", "0", "--data", server.Folder));
        Assert.Contains("configuration.db is missing", server.Output);
    }

    [Fact]
    public async Task Offsets_AreNeverGivenAgain_WhenTheLogIsGoneAndTheArchiveIsNot()
    {
        await using var server = new RunningServer();
        server.Settings["Archive__Seconds"] = "1";
        server.Settings["Workers__CheckpointMs"] = "600000";
        await server.StartAsync();
        for (int i = 0; i < 5; i++) await PostAsync(server, $"before{i}");
        await WaitForArchiveAsync(server, lines: 1);
        await server.KillAsync();
        Directory.Delete(Path.Combine(server.Folder, "log"), recursive: true);
        await server.StartAsync();
        Assert.Contains("log damaged", server.Output);
        int lines = Archived(server);
        await PostAsync(server, "after");
        await WaitForArchiveAsync(server, lines + 1);
        Assert.Equal(0, await server.TerminateAsync());
    }

    private static async Task PostAsync(RunningServer server, string name)
    {
        using var client = new HttpClient { BaseAddress = server.Url };
        using HttpResponseMessage response = await client.PostAsync("/api/event", new StringContent($$"""{"n":"{{name}}","u":"https://demo.example/","d":"demo.example"}"""));
        Assert.Equal(System.Net.HttpStatusCode.Accepted, response.StatusCode);
    }

    // A batch is archived when its line is in the manifest.
    private static int Archived(RunningServer server) => Directory.GetFiles(Path.Combine(server.Folder, "archive"), "manifest-*").Sum(file => File.ReadAllLines(file).Length);

    private static async Task WaitForArchiveAsync(RunningServer server, int lines)
    {
        for (int i = 0; i < 300 && Archived(server) < lines; i++) await Task.Delay(50);
        Assert.True(Archived(server) >= lines, $"the manifest has {Archived(server)} lines of {lines}");
    }
}
