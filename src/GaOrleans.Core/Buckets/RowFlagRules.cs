namespace GaOrleans.Core.Buckets;

/// <summary>What kind of row an event is.</summary>
internal static class RowFlagRules
{
    /// <summary>The flags of an event.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="interactive">Whether the sender called it interactive; matters for custom events only.</param>
    public static RowFlags Of(ReadOnlySpan<byte> name, bool interactive)
    {
        if (name.SequenceEqual("pageview"u8)) return RowFlags.Pageview;
        if (name.SequenceEqual("engagement"u8)) return RowFlags.Engagement;
        return interactive ? RowFlags.Interactive : RowFlags.None;
    }
}
