namespace GaOrleans.Core.Visits;

/// <summary>What a <see cref="Segment"/> holds.</summary>
[Flags]
internal enum SegmentTraits
{
    /// <summary>Nothing of the below.</summary>
    None = 0,

    /// <summary>An interactive custom event.</summary>
    Interactive = 1,

    /// <summary>Its first row is an engagement event.</summary>
    LeadsWithEngagement = 2,
}
