using System.Collections.Concurrent;
using System.Text;
using GaOrleans.Core.Hits;
using GaOrleans.Engine.Configuration;

namespace GaOrleans.Engine.Operations;

/// <summary>
/// Counts the hits that this process dropped in the last day, by hour, site and reason, with samples; in memory only. Hits that count never come here.
/// A flood of them costs a look-up each: domains are counted up to a limit, and samples are taken a few times a second at most. Safe for concurrent use.
/// </summary>
public sealed class DroppedHits
{
    /// <summary>Hours that are kept, the one at hand included.</summary>
    public const int Hours = 24;

    /// <summary>Domains that are told apart in an hour.</summary>
    public const int MostDomains = 500;

    /// <summary>Samples that are kept.</summary>
    public const int MostSamples = 50;

    /// <summary>What hits of further domains are counted as.</summary>
    public const string Others = "(other)";

    private const long HourMs = 3_600_000, SampleEveryMs = 250;
    private const int LongestDomain = 253, LongestText = 300;

    private readonly Lock _turning = new();
    private readonly Queue<DroppedSample> _samples = new(MostSamples);
    private HourOfDrops[] _hours = [];
    private long _sampledMs;

    /// <summary>Counts a hit.</summary>
    /// <param name="reason">Why it does not count.</param>
    /// <param name="nowMs">Milliseconds since 1970 UTC.</param>
    /// <param name="domain">The site it named, as sent.</param>
    /// <param name="url">Its page.</param>
    /// <param name="userAgent">What sent it.</param>
    public void Add(DropReason reason, long nowMs, ReadOnlySpan<byte> domain, ReadOnlySpan<byte> url, ReadOnlySpan<byte> userAgent)
    {
        long[] counts = HourOf(nowMs).Of(DomainName.WithoutWww(domain));
        Interlocked.Increment(ref counts[(int)reason]);
        long sampled = Volatile.Read(ref _sampledMs);
        if (nowMs - sampled < SampleEveryMs || Interlocked.CompareExchange(ref _sampledMs, nowMs, sampled) != sampled) return;
        Keep(new DroppedSample(nowMs, Text(domain, LongestDomain), DropReasons.NameOf(reason), Text(WithoutQuery(url), LongestText), Text(userAgent, LongestText)));
    }

    /// <summary>All that is kept.</summary>
    public DroppedPicture Picture()
    {
        DroppedSample[] samples;
        lock (_samples) samples = [.. _samples.Reverse()];
        return new DroppedPicture(DroppedPicture.InOrder(Volatile.Read(ref _hours).SelectMany(hour => hour.Counts())), samples);
    }

    private HourOfDrops HourOf(long nowMs)
    {
        long start = nowMs - (nowMs % HourMs);
        HourOfDrops[] hours = Volatile.Read(ref _hours);
        return hours.Length > 0 && hours[^1].StartMs == start ? hours[^1] : Turn(start);
    }

    private HourOfDrops Turn(long start)
    {
        lock (_turning)
        {
            HourOfDrops? there = Array.Find(_hours, hour => hour.StartMs == start);
            if (there is not null) return there;
            var begun = new HourOfDrops(start);
            Volatile.Write(ref _hours, [.. _hours.Where(hour => hour.StartMs > start - (Hours * HourMs)).Append(begun).OrderBy(hour => hour.StartMs)]);
            return begun;
        }
    }

    private void Keep(DroppedSample sample)
    {
        lock (_samples)
        {
            if (_samples.Count == MostSamples) _samples.Dequeue();
            _samples.Enqueue(sample);
        }
    }

    private static ReadOnlySpan<byte> WithoutQuery(ReadOnlySpan<byte> url)
    {
        int end = url.IndexOfAny((byte)'?', (byte)'#');
        return end < 0 ? url : url[..end];
    }

    private static string Text(ReadOnlySpan<byte> utf8, int longest) => Encoding.UTF8.GetString(utf8[..Math.Min(utf8.Length, longest)]);

    private sealed class HourOfDrops
    {
        private readonly ConcurrentDictionary<string, long[]> _domains = new(new DomainComparer());
        private readonly ConcurrentDictionary<string, long[]>.AlternateLookup<ReadOnlySpan<byte>> _byBytes;

        // Counting the entries of a concurrent dictionary locks all of it.
        private int _count;

        public HourOfDrops(long startMs)
        {
            StartMs = startMs;
            _byBytes = _domains.GetAlternateLookup<ReadOnlySpan<byte>>();
            _domains[Others] = new long[DropReasons.Count];
        }

        public long StartMs { get; }

        public long[] Of(ReadOnlySpan<byte> domain)
        {
            if (_byBytes.TryGetValue(domain, out long[]? counts)) return counts;
            // Domains are ASCII; what is none belongs to no site.
            if (domain.Length > LongestDomain || !Ascii.IsValid(domain) || Volatile.Read(ref _count) >= MostDomains) return _domains[Others];
            var added = new long[DropReasons.Count];
            long[] there = _domains.GetOrAdd(Encoding.ASCII.GetString(domain).ToLowerInvariant(), added);
            if (there == added) Interlocked.Increment(ref _count);
            return there;
        }

        public IEnumerable<DroppedCount> Counts()
        {
            foreach ((string domain, long[] counts) in _domains)
            {
                for (int reason = 1; reason < counts.Length; reason++)
                {
                    long hits = Volatile.Read(ref counts[reason]);
                    if (hits > 0) yield return new DroppedCount(StartMs, domain, DropReasons.NameOf((DropReason)reason), hits);
                }
            }
        }
    }
}
