namespace GaOrleans.Core.Buckets;

/// <summary>What visits and counters need to know of a row, in one byte. Not persisted in this form.</summary>
[Flags]
public enum RowFlags : byte
{
    /// <summary>A custom event that does not make its visit interactive.</summary>
    None = 0,

    /// <summary>A page view.</summary>
    Pageview = 1,

    /// <summary>An engagement event: keeps a visit going, never starts one, counts as no event.</summary>
    Engagement = 2,

    /// <summary>A custom event that makes its visit no bounce.</summary>
    Interactive = 4,
}
