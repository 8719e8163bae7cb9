using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace GaOrleans.Benchmarks.Http;

/// <summary>Runs wrk with a POST body and reads what it prints.</summary>
internal static partial class Wrk
{
    /// <summary>Loads an address.</summary>
    /// <param name="url">Where.</param>
    /// <param name="body">What every request carries.</param>
    /// <param name="headers">Further headers.</param>
    /// <param name="connections">Connections kept open.</param>
    /// <param name="seconds">How long.</param>
    /// <param name="server">The process that answers, whose children count with it.</param>
    /// <param name="sites">Sites to spread requests over: <c>SITE</c> in the body becomes a number below it; 1 sends the body as it is.</param>
    public static async Task<WrkResult> PostAsync(string url, string body, IReadOnlyDictionary<string, string> headers, int connections, int seconds, int server, int sites = 1)
    {
        string script = Path.GetTempFileName();
        string lines = string.Concat(headers.Select(header => $"wrk.headers[\"{header.Key}\"] = \"{header.Value}\"\n"));
        if (sites > 1) lines += $"local body = wrk.body\nrequest = function() return wrk.format(nil, nil, nil, (body:gsub('SITE', math.random(0, {sites - 1})))) end\n";
        await File.WriteAllTextAsync(script, $"wrk.method = \"POST\"\nwrk.body = [==[{body}]==]\n{lines}");
        try
        {
            var start = new ProcessStartInfo("wrk") { RedirectStandardOutput = true, UseShellExecute = false };
            foreach (string argument in (string[])["-t2", $"-c{connections}", $"-d{seconds}s", "--latency", "-s", script, url]) start.ArgumentList.Add(argument);
            TimeSpan before = CpuTime.Of(server);
            using Process process = Process.Start(start) ?? throw new InvalidOperationException("cannot start wrk: install it (Debian: apt-get install wrk)");
            string output = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            return Read(output, CpuTime.Of(server) - before);
        }
        finally
        {
            File.Delete(script);
        }
    }

    private static WrkResult Read(string output, TimeSpan cpu)
    {
        Match total = TotalPattern().Match(output);
        Match rate = RatePattern().Match(output), p50 = P50Pattern().Match(output), p99 = P99Pattern().Match(output), refused = RefusedPattern().Match(output);
        if (!rate.Success) throw new InvalidOperationException($"cannot read what wrk printed: {output}");
        return new WrkResult(
            double.Parse(rate.Groups[1].ValueSpan, CultureInfo.InvariantCulture),
            Milliseconds(p50),
            Milliseconds(p99),
            refused.Success ? long.Parse(refused.Groups[1].ValueSpan, CultureInfo.InvariantCulture) : 0)
        {
            CpuPerRequest = cpu / Math.Max(1, long.Parse(total.Groups[1].ValueSpan, CultureInfo.InvariantCulture)),
        };
    }

    private static double Milliseconds(Match match) =>
        double.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture) * match.Groups[2].Value switch { "us" => 0.001, "ms" => 1, _ => 1000 };

    [GeneratedRegex(@"(\d+) requests in")]
    private static partial Regex TotalPattern();

    [GeneratedRegex(@"Requests/sec:\s+([\d.]+)")]
    private static partial Regex RatePattern();

    [GeneratedRegex(@"50%\s+([\d.]+)(us|ms|s)")]
    private static partial Regex P50Pattern();

    [GeneratedRegex(@"99%\s+([\d.]+)(us|ms|s)")]
    private static partial Regex P99Pattern();

    [GeneratedRegex(@"Non-2xx or 3xx responses:\s+(\d+)")]
    private static partial Regex RefusedPattern();
}
