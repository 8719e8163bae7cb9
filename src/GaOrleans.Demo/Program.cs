using System.CommandLine;
using System.CommandLine.Parsing;
using GaOrleans.Demo;
using GaOrleans.Demo.Sending;

var usual = new DemoOptions();
var url = new Option<Uri>("--url") { Description = "Where the service listens.", CustomParser = ReadUrl, DefaultValueFactory = _ => usual.Url };
var rate = new Option<double>("--rate") { Description = "Live hits a second until Ctrl-C; 10 when no days are filled." };
var days = new Option<int>("--days") { Description = "Past days to fill, up to now." };
var visits = new Option<double>("--visits") { Description = "Visits of all sites together on a filled day.", DefaultValueFactory = _ => usual.VisitsPerDay };
var hits = new Option<long>("--hits") { Description = "End after so many live hits." };
var seed = new Option<long>("--seed") { Description = "Which of all possible traffic; the same seed sends the same days.", DefaultValueFactory = _ => usual.Seed };
var key = new Option<string?>("--key") { Description = "A key that may ingest, and manage to create sites. Else GA_KEY, else demo.key in --data." };
var admin = new Option<string?>("--admin-key") { Description = "A staff key: creates a merchant for the demo." };
var data = new Option<string>("--data") { Description = "The service's data directory.", DefaultValueFactory = _ => usual.Data };
rate.Validators.Add(result => { if (!(result.GetValueOrDefault<double>() is >= 0 and <= 100_000)) result.AddError("--rate is a number of hits a second from 0 to 100000"); });
days.Validators.Add(result => { if (result.GetValueOrDefault<int>() is < 0 or > 3_660) result.AddError("--days is a number from 0 to 3660"); });
visits.Validators.Add(result => { if (!(result.GetValueOrDefault<double>() is > 0 and <= 10_000_000)) result.AddError("--visits is a number above 0, at most 10 million"); });

var command = new RootCommand("Sends believable traffic to a running GaOrleans.") { url, rate, days, visits, hits, seed, key, admin, data };
command.SetAction(async (parsed, cancellation) =>
{
    var options = new DemoOptions
    {
        Url = parsed.GetValue(url)!,
        Rate = parsed.GetValue(rate),
        Days = parsed.GetValue(days),
        VisitsPerDay = parsed.GetValue(visits),
        Hits = parsed.GetValue(hits),
        Seed = parsed.GetValue(seed),
        Key = parsed.GetValue(key),
        AdminKey = parsed.GetValue(admin),
        Data = parsed.GetValue(data)!,
    };
    try
    {
        await new DemoRun(options, ServiceClient.Connect(options.Url), Console.Out, !Console.IsOutputRedirected, TimeProvider.System).Go(cancellation);
        return 0;
    }
    catch (DemoFailureException failure)
    {
        await Console.Error.WriteLineAsync("demo: " + failure.Message);
        return 1;
    }
});
return await command.Parse(args).InvokeAsync();

static Uri? ReadUrl(ArgumentResult argument)
{
    if (Uri.TryCreate(argument.Tokens[0].Value, UriKind.Absolute, out var found) && found.Scheme is ("http" or "https")) return found;
    argument.AddError($"--url {argument.Tokens[0].Value} is no address such as http://127.0.0.1:8080");
    return null;
}
