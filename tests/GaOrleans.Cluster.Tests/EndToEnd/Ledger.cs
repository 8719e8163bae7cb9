using System.Collections.Concurrent;
using GaOrleans.Core.Hits;
using GaOrleans.Core.Sites;
using GaOrleans.Engine.Collecting;
using GaOrleans.TestKit.Hits;
using Microsoft.Extensions.DependencyInjection;
using Orleans.TestingHost;

namespace GaOrleans.Cluster.Tests.EndToEnd;

/// <summary>Sends hits with ids of their own and remembers which were acknowledged. What was not is tried again with the same id, as clients do.</summary>
internal sealed class Ledger(LocalCluster cluster, int sites)
{
    private readonly ConcurrentDictionary<ulong, int> _acknowledged = new();
    private readonly long _hour = ZoneRules.Utc.HourStart(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds());
    private long _lastId;

    /// <summary>Hits acknowledged so far.</summary>
    public int Acknowledged => _acknowledged.Count;

    /// <summary>Frames that were refused, or of which nothing is known.</summary>
    public int Refused => Volatile.Read(ref _refused);

    /// <summary>A silo that takes no new requests.</summary>
    public InProcessSiloHandle? Leaving { get; set; }

    private int _refused;

    /// <summary>Sends until told to stop, then until everything that was begun is acknowledged.</summary>
    public async Task SendAsync(int worker, CancellationToken stop)
    {
        var random = new Random(worker);
        while (!stop.IsCancellationRequested)
        {
            int site = 1 + random.Next(sites);
            Hit[] hits = [.. Enumerable.Range(0, 1 + random.Next(5)).Select(_ => Make(site, random))];
            await UntilAcknowledgedAsync(site, hits, random);
        }
    }

    /// <summary>Checks that reports count every acknowledged hit of every site exactly once, and nothing else.</summary>
    public async Task CheckAsync()
    {
        for (int site = 1; site <= sites; site++)
        {
            ulong[] expected = [.. _acknowledged.Where(entry => entry.Value == site).Select(entry => entry.Key).Order()];
            List<ulong> counted = await cluster.EventIdsAsync(site, silo: site);
            counted.Sort();
            Assert.Equal(expected, counted);
        }
    }

    private async Task UntilAcknowledgedAsync(int site, Hit[] hits, Random random)
    {
        byte[] frame = HitFrames.Of(hits);
        for (int tries = 0; ; tries++)
        {
            Assert.True(tries < 1_000, "a frame was refused a thousand times");
            if (await IsAcceptedAsync(frame, hits.Length, random)) break;
            Interlocked.Increment(ref _refused);
            await Task.Delay(TimeSpan.FromMilliseconds(20 + random.Next(50)), TimeProvider.System);
        }

        foreach (Hit hit in hits) Assert.True(_acknowledged.TryAdd(hit.EventId, site));
    }

    private async Task<bool> IsAcceptedAsync(byte[] frame, int hits, Random random)
    {
        try
        {
            return (await PickSink(random).AcceptAsync(frame, hits, CancellationToken.None)).Status == SinkStatus.Accepted;
        }
        catch (ObjectDisposedException)
        {
            // The silo died meanwhile: a client would see its connection break.
            return false;
        }
    }

    private IHitSink PickSink(Random random)
    {
        while (true)
        {
            InProcessSiloHandle silo = cluster.Cluster.Silos[random.Next(cluster.Cluster.Silos.Count)];
            if (silo != Leaving) return silo.ServiceProvider.GetRequiredService<IHitSink>();
        }
    }

    private Hit Make(int site, Random random) => new()
    {
        Site = site,
        Hour = _hour,
        TimeMs = (_hour * 1000) + random.Next(3_600_000),
        Visitor = (ulong)random.NextInt64(1, 1_000),
        EventId = (ulong)Interlocked.Increment(ref _lastId),
        Name = "pageview",
        Page = $"/{random.Next(50)}",
        Hostname = "example.com",
    };
}
