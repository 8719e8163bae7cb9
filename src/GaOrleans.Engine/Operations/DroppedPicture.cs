namespace GaOrleans.Engine.Operations;

/// <summary>The hits that were dropped in the last day.</summary>
/// <param name="Counts">By hour, site and reason; newest hour and most hits first.</param>
/// <param name="Samples">Some of them, newest first.</param>
public sealed record DroppedPicture(IReadOnlyList<DroppedCount> Counts, IReadOnlyList<DroppedSample> Samples)
{
    /// <summary>Nothing was dropped.</summary>
    public static DroppedPicture Empty { get; } = new([], []);

    /// <summary>The pictures of several processes as one.</summary>
    public static DroppedPicture Merge(IEnumerable<DroppedPicture> pictures)
    {
        List<DroppedPicture> all = [.. pictures];
        return new DroppedPicture(
            InOrder(all.SelectMany(picture => picture.Counts).GroupBy(count => (count.HourMs, count.Domain, count.Reason))
                .Select(same => same.First() with { Hits = same.Sum(count => count.Hits) })),
            [.. all.SelectMany(picture => picture.Samples).OrderByDescending(sample => sample.TimeMs).Take(DroppedHits.MostSamples)]);
    }

    internal static IReadOnlyList<DroppedCount> InOrder(IEnumerable<DroppedCount> counts) =>
        [.. counts.OrderByDescending(count => count.HourMs).ThenByDescending(count => count.Hits).ThenBy(count => count.Domain, StringComparer.Ordinal).ThenBy(count => count.Reason, StringComparer.Ordinal)];
}
