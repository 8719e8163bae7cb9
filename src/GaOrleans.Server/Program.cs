using System.CommandLine;
using GaOrleans.Server;

var port = new Option<int>("--port") { Description = "Port to listen on; 0 takes a free one.", DefaultValueFactory = _ => 8080 };
port.Validators.Add(result =>
{
    if (result.GetValueOrDefault<int>() is < 0 or > 65_535) result.AddError("--port must be 0 to 65535");
});
var host = new Option<string>("--host") { Description = "Address to listen on; 0.0.0.0 for all.", DefaultValueFactory = _ => "127.0.0.1" };
var data = new Option<string>("--data") { Description = "Folder of all data; made when missing.", DefaultValueFactory = _ => "./data" };

var run = new Command("run", "Starts the single-node edition: collector and reports on one port.") { port, host, data };
run.SetAction((parsed, ct) => ServiceProcess.RunAsync(new ServiceArguments(parsed.GetValue(host)!, parsed.GetValue(port), parsed.GetValue(data)!), ct));

var verify = new Command("verify", "Checks the raw archive against its manifest.") { data };
verify.SetAction((parsed, ct) => ArchiveCommand.VerifyAsync(parsed.GetValue(data)!, ct));

var root = new RootCommand("GaOrleans, a web analytics service.")
{
    run,
    new Command("archive", "Looks after the archive of raw hits.") { verify },
};

// The service itself ends in order on SIGTERM and Ctrl-C, however long that takes.
return await root.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });
