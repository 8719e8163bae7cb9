using GaOrleans.Demo.Sending;
using GaOrleans.Demo.Traffic;

namespace GaOrleans.Demo;

/// <summary>One run of the demo: find a key, prepare the sites, fill the past, go on live.</summary>
internal sealed class DemoRun(DemoOptions options, ServiceClient service, TextWriter output, bool isTerminal, TimeProvider time)
{
    /// <summary>Hits a second when the command line says nothing.</summary>
    public const double UsualRate = 10;

    private readonly Tally _tally = new();

    /// <summary>What the service said.</summary>
    public Tally Tally => _tally;

    /// <summary>Runs until done or cancelled.</summary>
    /// <exception cref="DemoFailureException">It cannot go on.</exception>
    public async Task Go(CancellationToken cancellation)
    {
        await service.Reach(cancellation);
        var (key, from) = await new KeySource(service, Environment.GetEnvironmentVariable).Find(options, cancellation);
        await output.WriteLineAsync($"using {from}");
        if (key is null && options.Days > 0)
            throw new DemoFailureException("cannot fill past days without a key: give --key, set GA_KEY, or name the service's data directory with --data");
        var sites = key is null ? [DemoSites.First] : await new SiteSetup(service, key, output).Prepare(cancellation);
        var model = new TrafficModel(sites, options.VisitsPerDay, options.Seed);
        var progress = new ProgressLine(output, isTerminal, time);
        try
        {
            await Send(key, model, progress, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // Ctrl-C is how live traffic ends; what was sent is told below.
            progress.End();
        }
        await output.WriteLineAsync(_tally.ToString());
        if (service.Pauses > 0) await output.WriteLineAsync($"{service.Pauses} pauses because the service was busy or away");
    }

    private async Task Send(string? key, TrafficModel model, ProgressLine progress, CancellationToken cancellation)
    {
        if (options.Days > 0)
        {
            await output.WriteLineAsync($"filling {options.Days} days");
            await new PastFiller(service, key!, model, _tally, progress, time).Fill(options.Days, cancellation);
            progress.End();
        }
        var rate = options is { Days: 0, Rate: 0 } ? UsualRate : options.Rate;
        if (rate == 0) return;
        await output.WriteLineAsync($"sending {rate} hits a second until Ctrl-C");
        await new LiveSender(service, key, model, _tally, progress, time).Run(rate, options.Hits, options.Seed, cancellation);
        progress.End();
    }
}
