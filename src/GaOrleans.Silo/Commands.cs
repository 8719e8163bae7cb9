using System.CommandLine;
using GaOrleans.Silo.Launching;

namespace GaOrleans.Silo;

/// <summary>The command line.</summary>
internal static class Commands
{
    private const int HighestPort = 65_535, MostSilos = 64;

    private static readonly Option<int> Port = PortOption("--port", "Port to listen on; 0 takes a free one.", 8080);
    private static readonly Option<string> Host = new("--host") { Description = "Address to listen on; 0.0.0.0 for all.", DefaultValueFactory = _ => "127.0.0.1" };
    private static readonly Option<string> Data = new("--data") { Description = "Folder of all data, the same for all silos of the machine; made when missing.", DefaultValueFactory = _ => "./data" };

    /// <summary>The commands, each with what it runs.</summary>
    public static RootCommand Root(
        Func<SiloArguments, CancellationToken, Task<int>> silo, Func<LauncherArguments, CancellationToken, Task<int>> cluster, Func<string, CancellationToken, Task<int>> restart)
    {
        var again = new Command("restart", "Restarts the silos of a running cluster command one by one, and waits until all are ready again.") { Data };
        again.SetAction((parsed, ct) => restart(Folder(parsed), ct));
        return new RootCommand("GaOrleans, a web analytics service: the cluster edition.") { OfSilo(silo), OfCluster(cluster), again };
    }

    private static Command OfSilo(Func<SiloArguments, CancellationToken, Task<int>> run)
    {
        var roles = new Option<string>("--roles") { Description = "What this silo does, separated by commas: collector, engine, reports, portal; or all.", DefaultValueFactory = _ => "all" };
        roles.Validators.Add(result =>
        {
            if (SiloRoles.Parse(result.GetValueOrDefault<string>()).Problem is { } problem) result.AddError($"--roles: {problem}");
        });
        var clustering = new Option<string>("--clustering") { Description = "Where the cluster keeps its data: local (the data folder) or azure.", DefaultValueFactory = _ => "local" };
        clustering.AcceptOnlyFromAmong("local", "azure");
        Option<int> siloPort = PortOption("--silo-port", "Port on which silos talk to each other.", 11_111);
        Option<int> gatewayPort = PortOption("--gateway-port", "Port for clients of the cluster that are no silos; 0 for none.", 0);
        var listenFd = new Option<int?>("--listen-fd") { Description = "A listening socket that this process was started with, in place of --host and --port." };
        var launched = new Option<bool>("--launched") { Hidden = true };
        var silo = new Command("silo", "Starts one silo of a cluster.") { roles, Port, Host, Data, clustering, siloPort, gatewayPort, listenFd, launched };
        silo.SetAction((parsed, ct) => run(
            new SiloArguments(
                SiloRoles.Parse(parsed.GetValue(roles)).Roles, parsed.GetValue(Host)!, parsed.GetValue(Port), parsed.GetValue(listenFd), Folder(parsed),
                parsed.GetValue(clustering)!, parsed.GetValue(siloPort), parsed.GetValue(gatewayPort), parsed.GetValue(launched)),
            ct));
        return silo;
    }

    private static Command OfCluster(Func<LauncherArguments, CancellationToken, Task<int>> run)
    {
        var silos = new Option<int>("--silos") { Description = "Number of processes.", DefaultValueFactory = _ => 3 };
        silos.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > MostSilos) result.AddError($"--silos must be 1 to {MostSilos}");
        });
        var cluster = new Command("cluster", "Starts a cluster of several processes on this machine, behind one port.") { silos, Port, Host, Data };
        cluster.SetAction((parsed, ct) => run(new LauncherArguments(parsed.GetValue(silos), parsed.GetValue(Host)!, parsed.GetValue(Port), Folder(parsed)), ct));
        return cluster;
    }

    private static string Folder(ParseResult parsed) => Path.GetFullPath(parsed.GetValue(Data)!);

    private static Option<int> PortOption(string name, string description, int otherwise)
    {
        var port = new Option<int>(name) { Description = description, DefaultValueFactory = _ => otherwise };
        port.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 0 or > HighestPort) result.AddError($"{name} must be 0 to {HighestPort}");
        });
        return port;
    }
}
