using GaOrleans.Cluster.Membership;
using GaOrleans.Silo.Backends;
using GaOrleans.Silo.Launching;
using GaOrleans.Silo.Tests.Running;
using GaOrleans.TestKit.Running;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace GaOrleans.Silo.Tests;

/// <summary>What the launcher does and does not do for its silos.</summary>
public sealed class LauncherTests
{
    [Fact]
    public async Task Silos_ServeOn_WhenTheLauncherIsKilled_AndTheNextOneReplacesThemUnnoticed()
    {
        var ledger = new Ledger();
        await using var cluster = new RunningCluster(silos: 2);
        await cluster.StartAsync();
        await cluster.AllReadyAsync();
        Assert.Contains("This is the first start.", cluster.Output);
        foreach (string login in await File.ReadAllLinesAsync(Path.Combine(cluster.Folder, "demo.logins"))) Assert.Contains(login.Replace(" ", "   "), cluster.Output);
        Assert.Contains($"GaOrleans listens on {cluster.Url.ToString().TrimEnd('/')}", cluster.Output);
        int[] before = cluster.Silos();
        string key = cluster.DemoKey;
        var load = new SteadyLoad(cluster.Url, key, ledger, workers: 2);
        await using (load)
        {
            await cluster.KillLauncherAsync();
            int answered = load.Answered;
            await EventuallyAsync(() => load.Answered > answered + 100, "silos without a launcher answer");
            await using (var other = new RunningCluster(silos: 2))
            {
                Assert.Equal(3, await other.CommandAsync("cluster", "--silos", "2", "--port", "0", "--data", cluster.Folder));
                Assert.Contains("silos of this data folder still serve port", other.Output);
            }

            await cluster.StartAsync();
            await EventuallyAsync(() => !cluster.Silos().Intersect(before).Any(), "the silos of the launcher before are replaced");
            await cluster.AllReadyAsync();
        }

        Assert.True(load.Failures.IsEmpty, $"{load.Failures.Count} of {load.Answered} failed: {string.Join('\n', load.Failures.Take(20))}\n{cluster.Output}");
        await LedgerCheck.CountedOnceAsync(cluster.Url, key, ledger, least: 100, "after a new launcher");
        Assert.DoesNotContain("This is the first start.", cluster.Output);
        Assert.DoesNotContain("staff@demo.example", cluster.Output);
        Assert.True(await cluster.TerminateAsync() == 0, cluster.Output);
    }

    [Fact]
    public async Task Silos_AreAllReplaced_WhenTheLauncherIsKilledWhileItReplacesThem()
    {
        await using var cluster = new RunningCluster(silos: 2);
        await cluster.StartAsync();
        await cluster.AllReadyAsync();
        int[] first = cluster.Silos();
        await cluster.KillLauncherAsync();
        // Ready at once, since the silos of before serve.
        await cluster.StartAsync();
        await EventuallyAsync(() => LauncherState.Read(cluster.Folder)?.Launcher == cluster.ProcessId || !Processes.IsSiloOf(first[0], cluster.Folder), "the new launcher has begun");
        await cluster.KillLauncherAsync();
        await cluster.StartAsync();
        await EventuallyAsync(() => !first.Any(silo => Processes.IsSiloOf(silo, cluster.Folder)), "the first silos have ended");
        await cluster.AllReadyAsync();

        int[] all = [.. Directory.EnumerateDirectories("/proc").Select(Path.GetFileName).Where(name => int.TryParse(name, out _)).Select(int.Parse!).Where(process => Processes.IsSiloOf(process, cluster.Folder))];
        Assert.Equal(cluster.Silos().Append(cluster.ProcessId).Order(), all.Order());
    }

    [Fact]
    public async Task Silo_ThatIsKilled_IsAnnouncedDeadBeforeItsSuccessorServes()
    {
        await using var cluster = new RunningCluster(silos: 2);
        await cluster.StartAsync();
        await cluster.AllReadyAsync();
        SqliteMembershipTable members = Members(cluster.Folder);
        int port = LauncherState.Read(cluster.Folder)!.Silos[1].SiloPort;
        await cluster.KillSiloAsync(1);
        await cluster.AllReadyAsync();

        // Who finds out by probes votes in its own name.
        MembershipEntry[] known = [.. (await members.ReadAll()).Members.Select(member => member.Item1).Where(member => member.SiloAddress.Endpoint.Port == port)];
        MembershipEntry dead = Assert.Single(known, member => member.Status == SiloStatus.Dead);
        Assert.Equal(dead.SiloAddress, Assert.Single(dead.SuspectTimes).Item1);
        Assert.Single(known, member => member.Status == SiloStatus.Active);
    }

    [Fact]
    public async Task Silos_ThatOthersStarted_LiveOn_WhenALauncherStartsInTheirFolder()
    {
        await using var alone = new RunningSingleSilo();
        await alone.StartAsync();
        await using var cluster = new RunningCluster(silos: 1) { Shared = alone.Folder };
        await cluster.StartAsync();
        await cluster.AllReadyAsync();

        MembershipEntry[] known = [.. (await Members(alone.Folder).ReadAll()).Members.Select(member => member.Item1)];
        Assert.Equal([SiloStatus.Active, SiloStatus.Active], known.Select(member => member.Status));
        Assert.Contains(alone.SiloPort, known.Select(member => $"{member.SiloAddress.Endpoint.Port}"));
        Assert.Equal(0, await cluster.TerminateAsync());
        Assert.Equal(0, await alone.TerminateAsync());
    }

    [Fact]
    public async Task Process_IsKnownByItsNumber_AfterItHasEnded()
    {
        SiloRun run = SiloRun.Start(1, ["--help"], (_, _) => { });
        int number = run.ProcessId;
        await run.Ended.WaitAsync(TimeSpan.FromSeconds(90));
        Assert.Equal(number, run.ProcessId);
        run.Terminate();
    }

    [Fact]
    public async Task Silo_EndsAtOnce_WhenItIsToldTwice()
    {
        await using var silo = new RunningSingleSilo();
        await silo.StartAsync();
        LinuxCalls.Send(silo.ProcessId, LinuxCalls.SigTerm);
        await Task.Delay(TimeSpan.FromSeconds(1));
        long started = TimeProvider.System.GetTimestamp();
        Assert.Equal(137, await silo.TerminateAsync());
        Assert.True(TimeProvider.System.GetElapsedTime(started) < TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task Silos_OfDifferentRoles_MakeOneService()
    {
        await using var engine = new RunningSingleSilo("engine");
        await engine.StartAsync();
        await using var collector = new RunningSingleSilo("collector") { Shared = engine.Folder };
        await collector.StartAsync();
        await using var reports = new RunningSingleSilo("reports,portal") { Shared = engine.Folder };
        await reports.StartAsync();
        var ledger = new Ledger();
        var load = new SteadyLoad(collector.Url, engine.DemoKey, ledger, workers: 2, reports: reports.Url);
        await using (load)
        {
            await EventuallyAsync(() => load.Answered > 200, "the roles together answer");
        }

        Assert.True(load.Failures.IsEmpty, string.Join('\n', load.Failures.Take(20)));
        await LedgerCheck.CountedOnceAsync(reports.Url, engine.DemoKey, ledger, least: 100, "over three roles");
        using var client = new HttpClient();
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await client.GetAsync(new Uri(engine.Url, "/api/v1/sites"))).StatusCode);
        Assert.Contains("Sign in", await client.GetStringAsync(new Uri(reports.Url, "/signin")));
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await client.GetAsync(new Uri(engine.Url, "/signin"))).StatusCode);
        Assert.DoesNotContain("BucketGrain", await client.GetStringAsync(new Uri(reports.Url, "/metrics")));
        Assert.Contains("BucketGrain", await client.GetStringAsync(new Uri(engine.Url, "/metrics")));
        Assert.Equal(0, await reports.TerminateAsync());
        Assert.Equal(0, await collector.TerminateAsync());
        Assert.Equal(0, await engine.TerminateAsync());
    }

    private static SqliteMembershipTable Members(string folder) => new(folder, Options.Create(new ClusterOptions { ClusterId = LocalBackend.ClusterName }));

    private static async Task EventuallyAsync(Func<bool> holds, string what)
    {
        long started = TimeProvider.System.GetTimestamp();
        while (!holds())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(started) < TimeSpan.FromSeconds(90), $"not within 90 s: {what}");
            await Task.Delay(20);
        }
    }
}
