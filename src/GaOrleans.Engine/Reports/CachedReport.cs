using GaOrleans.Core.Reports.Answers;
using GaOrleans.Engine.Configuration;
using GaOrleans.Engine.Storage;

namespace GaOrleans.Engine.Reports;

/// <summary>An answer with everything that decides whether it is still true.</summary>
internal sealed class CachedReport
{
    private Stamped _stamped;
    private long _lastUsedMs;

    /// <summary>Keeps an answer.</summary>
    public CachedReport(AnswerBody body, long freshToMs, long nowMs) => (_stamped, _lastUsedMs) = (new Stamped(body, freshToMs), nowMs);

    /// <summary>The query's bytes.</summary>
    public required byte[] Query { get; init; }

    /// <summary>The site as it was configured.</summary>
    public required Site Site { get; init; }

    /// <summary>Version of the configuration that was in force.</summary>
    public required long ConfigurationVersion { get; init; }

    /// <summary>From when on the query may mean another range.</summary>
    public required long ValidUntilMs { get; init; }

    /// <summary>When it was made; an earlier clock makes it void.</summary>
    public required long ValidFromMs { get; init; }

    /// <summary>For <c>all</c>, the first hour that the site had; null for others and for a site without hits.</summary>
    public long? FirstHour { get; init; }

    /// <summary>Whether the query asks for <c>all</c>.</summary>
    public bool DependsOnFirstHour { get; init; }

    /// <summary>What it was read from.</summary>
    public required ReadSpan[] Spans { get; init; }

    /// <summary>Memory it holds.</summary>
    public int SizeBytes => _stamped.Body.Utf8.Length + Query.Length + Spans.Length * 24 + 300;

    /// <summary>When it was last answered with.</summary>
    public long LastUsedMs => Volatile.Read(ref _lastUsedMs);

    /// <summary>Whether it answers a query.</summary>
    public bool Answers(Site site, ReadOnlySpan<byte> query) => Site.Equals(site) && query.SequenceEqual(Query);

    /// <summary>Whether it is still true. The caller has read the instant of freshness before.</summary>
    /// <remarks>Answers at once, and without taking memory, where the reader does.</remarks>
    public ValueTask<bool> IsCurrentAsync(IBucketReader reader, long configurationVersion, long nowMs, CancellationToken ct)
    {
        if (ConfigurationVersion != configurationVersion || nowMs >= ValidUntilMs || nowMs < ValidFromMs) return new ValueTask<bool>(false);
        for (int i = 0; i < Spans.Length; i++)
        {
            ValueTask<long> version = reader.VersionOfAsync(Site.Id, Spans[i].FromHour, Spans[i].ToHour, ct);
            if (!version.IsCompletedSuccessfully) return AreCurrentAsync(version, i, reader, ct);
            if (version.Result != Spans[i].Version) return new ValueTask<bool>(false);
        }

        return new ValueTask<bool>(true);
    }

    /// <summary>The bytes to answer with. Their instant of freshness is renewed when it is older than <paramref name="restampAfterMs"/>.</summary>
    public ReadOnlyMemory<byte> Use(long freshToMs, long nowMs, long restampAfterMs)
    {
        Volatile.Write(ref _lastUsedMs, nowMs);
        Stamped stamped = Volatile.Read(ref _stamped);
        if (freshToMs - stamped.FreshToMs <= restampAfterMs) return stamped.Body.Utf8;
        stamped = new Stamped(stamped.Body.WithStamp(freshToMs), freshToMs);
        Volatile.Write(ref _stamped, stamped);
        return stamped.Body.Utf8;
    }

    private async ValueTask<bool> AreCurrentAsync(ValueTask<long> version, int span, IBucketReader reader, CancellationToken ct)
    {
        while (await version == Spans[span].Version)
        {
            span++;
            if (span == Spans.Length) return true;
            version = reader.VersionOfAsync(Site.Id, Spans[span].FromHour, Spans[span].ToHour, ct);
        }

        return false;
    }

    private sealed record Stamped(AnswerBody Body, long FreshToMs);
}
