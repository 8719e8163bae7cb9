using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using GaOrleans.Benchmarks.Http;
using GaOrleans.Benchmarks.Service;

namespace GaOrleans.Benchmarks.Portal;

/// <summary>
/// Many dashboards of one site open at once, each a circuit of its own: what one costs in memory, what all cost in processor time while the site has a hit
/// a second, whether all live and follow, and whether their memory comes back when they are left.
/// </summary>
internal static class CircuitsBenchmark
{
    private const string Domain = "circuits.example", Path = $"sites/{Domain}?period=day", Last = "/seen-by-everybody";
    private const int AtOnce = 8, WarmUp = 20, Settling = 15, Holding = 60, Following = 30;

    public static async Task RunAsync(int count)
    {
        await using ServiceProcess service = await ServiceProcess.StartAsync();
        service.UseKey((await File.ReadAllTextAsync(System.IO.Path.Combine(service.Folder, "demo.key"))).Trim());
        using HttpResponseMessage site = await service.Client.PostAsJsonAsync("api/v1/sites", new { domain = Domain, timezone = "Etc/UTC", currency = "EUR" });
        site.EnsureSuccessStatusCode();
        for (int i = 0; i < 200; i++) await ViewAsync(service, string.Create(CultureInfo.InvariantCulture, $"/page/{i % 20}"), i);
        using PortalLogin login = await PortalLogin.SignInAsync(service);

        // What the first pages compile and cache is no one circuit's.
        await LeaveAsync(login, await OpenAsync(login, WarmUp));
        await Task.Delay(TimeSpan.FromSeconds(Settling));
        ServiceMemory before = await ServiceMemory.AfterCollectionAsync(service);
        long begun = Stopwatch.GetTimestamp();
        List<Circuit> circuits = await OpenAsync(login, count);
        double opening = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        await Task.Delay(TimeSpan.FromSeconds(Settling));
        ServiceMemory held = await ServiceMemory.AfterCollectionAsync(service);
        Print($"{count} dashboards opened in {opening:F1} s, {AtOnce} at once; load of the machine {await LoadAsync()}");
        Print($"memory before {Mega(before.Resident)} MB resident, {Mega(before.Managed)} managed; with them {Mega(held.Resident)} and {Mega(held.Managed)}: a circuit takes {(held.Resident - before.Resident) / 1024.0 / count:N0} KB resident, {(held.Managed - before.Managed) / 1024.0 / count:N0} KB managed");
        await HoldAsync(service, circuits, "no hits", hits: false);
        await HoldAsync(service, circuits, "a hit a second", hits: true);
        await FollowAsync(service, circuits);
        ServiceMemory used = await ServiceMemory.AfterCollectionAsync(service);
        await LeaveAsync(login, circuits);
        await Task.Delay(TimeSpan.FromSeconds(Settling));
        ServiceMemory after = await ServiceMemory.AfterCollectionAsync(service);
        Print($"memory after use {Mega(used.Resident)} MB resident, {Mega(used.Managed)} managed; after all were left {Mega(after.Resident)} and {Mega(after.Managed)}");
    }

    private static async Task<List<Circuit>> OpenAsync(PortalLogin login, int count)
    {
        var circuits = new List<Circuit>(count);
        foreach (int[] some in Enumerable.Range(0, count).Chunk(AtOnce))
            circuits.AddRange(await Task.WhenAll(some.Select(_ => Circuit.OpenAsync(login, Path, Last))));
        return circuits;
    }

    private static async Task LeaveAsync(PortalLogin login, List<Circuit> circuits)
    {
        foreach (Circuit circuit in circuits)
        {
            await circuit.LeaveAsync(login);
            await circuit.DisposeAsync();
        }
    }

    private static async Task HoldAsync(ServiceProcess service, List<Circuit> circuits, string name, bool hits)
    {
        TimeSpan used = CpuTime.Of(service.ProcessId);
        int drawings = circuits.Sum(circuit => circuit.Drawings);
        long bytes = circuits.Sum(circuit => circuit.DrawnBytes), begun = Stopwatch.GetTimestamp();
        using var second = new PeriodicTimer(TimeSpan.FromSeconds(1));
        for (int i = 0; i < Holding; i++)
        {
            await second.WaitForNextTickAsync();
            if (hits) await ViewAsync(service, string.Create(CultureInfo.InvariantCulture, $"/page/{i % 20}"), i);
        }

        double seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds, processor = (CpuTime.Of(service.ProcessId) - used).TotalSeconds;
        double drawn = circuits.Sum(circuit => circuit.Drawings) - drawings;
        Print($"{name}: {100 * processor / seconds:F0} % of one processor, {drawn / circuits.Count:F1} drawings a page in {seconds:F0} s, {(circuits.Sum(circuit => circuit.DrawnBytes) - bytes) / Math.Max(drawn, 1):N0} bytes each, {1e3 * processor / Math.Max(drawn, 1):F2} ms of processor a drawing; alive {Alive(circuits)} of {circuits.Count}; load {await LoadAsync()}");
    }

    // A page that nobody has visited before becomes the most visited one.
    private static async Task FollowAsync(ServiceProcess service, List<Circuit> circuits)
    {
        for (int i = 0; i < 60; i++) await ViewAsync(service, Last, 1000 + i);
        long begun = Stopwatch.GetTimestamp();
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (circuits.Exists(circuit => !circuit.HasSeen) && Stopwatch.GetElapsedTime(begun).TotalSeconds < Following) await tick.WaitForNextTickAsync();
        Print($"new hits shown by {circuits.Count(circuit => circuit.HasSeen)} of {circuits.Count} pages {Stopwatch.GetElapsedTime(begun).TotalSeconds:F1} s after them; alive {Alive(circuits)}");
        if (circuits.Find(circuit => circuit.Problem is not null) is { } broken) Print($"the first that broke: {broken.Problem!}");
    }

    private static int Alive(List<Circuit> circuits) => circuits.Count(circuit => circuit.Problem is null);

    private static async Task ViewAsync(ServiceProcess service, string page, int visitor)
    {
        string body = string.Create(CultureInfo.InvariantCulture, $$"""{"site":"{{Domain}}","events":[{"name":"pageview","url":"https://{{Domain}}{{page}}","visitor_id":"{{visitor}}","country":"DE"}]}""");
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using HttpResponseMessage answer = await service.Client.PostAsync("v1/events", content);
        answer.EnsureSuccessStatusCode();
    }

    private static async Task<string> LoadAsync() => (await File.ReadAllTextAsync("/proc/loadavg")).Split(' ')[0];

    private static string Mega(long bytes) => (bytes / 1048576.0).ToString("N0", CultureInfo.InvariantCulture);

    private static void Print(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
