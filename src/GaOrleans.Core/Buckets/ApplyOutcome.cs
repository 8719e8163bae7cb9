namespace GaOrleans.Core.Buckets;

/// <summary>What became of a hit that a bucket was given.</summary>
public enum ApplyOutcome
{
    /// <summary>The hit is a row now (it may have taken the place of a larger one with the same event id).</summary>
    Applied,

    /// <summary>The log position is at or below the watermark of its partition: nothing changed.</summary>
    AlreadyApplied,

    /// <summary>A hit with the same event id is there already: counted as a duplicate.</summary>
    Duplicate,
}
