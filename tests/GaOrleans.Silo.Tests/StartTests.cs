using System.Net;
using System.Net.Sockets;
using GaOrleans.Silo.Tests.Running;

namespace GaOrleans.Silo.Tests;

/// <summary>The program's refusals: in one line, with an exit code, without a stack trace.</summary>
public sealed class StartTests
{
    [Fact]
    public async Task Start_IsRefusedInWords_WhenAPortIsTaken()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        string taken = $"{((IPEndPoint)other.LocalEndpoint).Port}";
        await using var silo = new RunningSingleSilo();
        await RefusesAsync(silo, 3, "the port is taken", "silo", "--port", taken, "--silo-port", silo.SiloPort, "--data", silo.Folder);
        await RefusesAsync(silo, 3, $"cannot listen on the port {taken} between silos", "silo", "--port", "0", "--silo-port", taken, "--data", silo.Folder);
        await RefusesAsync(silo, 3, "the port is taken", "cluster", "--port", taken, "--data", silo.Folder);
        await RefusesAsync(silo, 3, "is no socket", "silo", "--listen-fd", "99", "--data", silo.Folder);
    }

    [Theory]
    [InlineData("Http__TrustedProxies", "everyone", "is no network")]
    [InlineData("Http__RequestPerSecond", "5", "RequestPerSecond")]
    [InlineData("Cluster__Partitions", "0", "Cluster.Partitions")]
    [InlineData("Archive__Byte", "5", "Byte")]
    [InlineData("Log__SegmentBytes", "5", "Log:SegmentBytes")]
    [InlineData("GA_ADMIN_KEY", "short", "GA_ADMIN_KEY")]
    public async Task Start_IsRefusedInWords_WhenASettingMakesNoSense(string name, string value, string says)
    {
        await using var silo = new RunningSingleSilo();
        silo.Settings[name] = value;
        await RefusesAsync(silo, 2, says, "silo", "--port", "0", "--silo-port", silo.SiloPort, "--data", silo.Folder);
    }

    [Fact]
    public async Task Start_IsRefusedInWords_WhenTheLogHasAnotherNumberOfPartitions()
    {
        await using var silo = new RunningSingleSilo();
        GaOrleans.Cluster.Log.PartitionCount.Check(silo.Folder, 7);
        await RefusesAsync(silo, 4, "made with 7 partitions", "silo", "--port", "0", "--silo-port", silo.SiloPort, "--data", silo.Folder);
    }

    [Fact]
    public async Task Cluster_EndsWithTheSilosReason_WhenNoneCanStart()
    {
        await using var cluster = new RunningCluster(silos: 2);
        cluster.Settings["Cluster__Partitions"] = "0";
        await RefusesAsync(cluster, 2, "Cluster.Partitions", "cluster", "--silos", "2", "--port", "0", "--data", cluster.Folder);
    }

    [Fact]
    public async Task Start_IsRefusedInWords_WhenTheFolderCannotBeUsed()
    {
        await using var silo = new RunningSingleSilo();
        // A file in its place: what is forbidden to others is allowed to root.
        Directory.CreateDirectory(silo.Folder);
        string file = Path.Combine(silo.Folder, "file");
        await File.WriteAllTextAsync(file, "");
        await RefusesAsync(silo, 4, "cannot use the data folder", "silo", "--port", "0", "--silo-port", silo.SiloPort, "--data", file);
        await RefusesAsync(silo, 4, "cannot use the data folder", "cluster", "--port", "0", "--data", file);
        await RefusesAsync(silo, 4, "no cluster command runs", "restart", "--data", silo.Folder);
    }

    [Fact]
    public async Task Start_IsRefusedInWords_WhenTheStateIsGoneAndTheLogsAreNot()
    {
        await using var silo = new RunningSingleSilo();
        await silo.StartAsync();
        await silo.KillAsync();
        string[] start = ["silo", "--port", "0", "--silo-port", silo.SiloPort, "--data", silo.Folder];
        foreach (string state in Directory.GetFiles(silo.Folder, "state.db*")) File.Delete(state);
        await RefusesAsync(silo, 4, "state.db is missing or empty", start);
        await File.WriteAllTextAsync(Path.Combine(silo.Folder, "state.db"), "");
        await RefusesAsync(silo, 4, "state.db is missing or empty", start);
    }

    [Fact]
    public async Task CommandLine_IsRefusedInWords_WhenItMakesNoSense()
    {
        await using var silo = new RunningSingleSilo();
        await RefusesAsync(silo, 1, "there is no role \"cook\"", "silo", "--roles", "cook");
        await RefusesAsync(silo, 1, "--silos must be 1 to 64", "cluster", "--silos", "0");
        await RefusesAsync(silo, 1, "--port must be 0 to 65535", "cluster", "--port", "70000");
    }

    [Fact]
    public async Task Garbage_IsAnsweredOrCut_AndHurtsNobodyElse()
    {
        await using var silo = new RunningSingleSilo();
        await silo.StartAsync();
        var random = new Random(1);
        for (int i = 0; i < 50; i++) await SendGarbageAsync(silo.Port, random);
        using var client = new HttpClient { BaseAddress = silo.Url };
        foreach (string body in new[] { "", "{", "[]", "\0\u0001", new string('{', 10_000), """{"n":1}""" })
        {
            using HttpResponseMessage refused = await client.PostAsync("/api/event", new StringContent(body));
            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        }

        using HttpResponseMessage taken = await client.PostAsync("/api/event", new StringContent("""{"n":"pageview","u":"https://demo.example/","d":"demo.example"}"""));
        Assert.Equal(HttpStatusCode.Accepted, taken.StatusCode);
        Assert.Equal(0, await silo.TerminateAsync());
        Assert.DoesNotContain("   at ", silo.Output);
    }

    private static async Task SendGarbageAsync(int port, Random random)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, port);
        byte[] noise = new byte[random.Next(1, 2000)];
        random.NextBytes(noise);
        byte[] bytes = random.Next(2) == 0 ? noise : [.. "POST /v1/events HTTP/1.1\r\nHost: x\r\nContent-Length: 9999999\r\n\r\n"u8, .. noise];
        await socket.GetStream().WriteAsync(bytes);
    }

    private static async Task RefusesAsync(TestKit.Running.RunningProgram program, int code, string says, params string[] arguments)
    {
        Assert.Equal(code, await program.CommandAsync(arguments));
        Assert.Contains(says, program.Output);
        Assert.DoesNotContain("   at ", program.Output);
    }
}
