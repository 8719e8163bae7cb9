namespace GaOrleans.Simulation.Faults;

/// <summary>Defects that the simulation must find. They are planted around the program, at its seams, not in it.</summary>
public enum PlantedFault
{
    /// <summary>None: every run passes.</summary>
    None,

    /// <summary>Flushes of files do nothing.</summary>
    SkippedFlush,

    /// <summary>Flushes of directories do nothing.</summary>
    SkippedDirectoryFlush,

    /// <summary>A failed flush is tried again, and its second result believed.</summary>
    RetriedFlush,

    /// <summary>A flush is put off until the next write: frames are acknowledged before it.</summary>
    AcknowledgedBeforeFlush,

    /// <summary>A segment is said to end one byte before it does.</summary>
    TailCutTooEarly,

    /// <summary>Records pass whatever their checksum.</summary>
    IgnoredChecksum,

    /// <summary>The recovery position is saved in a transaction before its buckets'.</summary>
    PositionBeforeRows,

    /// <summary>The recovery position is one too high.</summary>
    PositionTooHigh,

    /// <summary>Buckets come back without watermarks, so that replayed hits are applied again.</summary>
    ForgottenWatermarks,

    /// <summary>A checkpoint that failed is taken for saved.</summary>
    BelievedCheckpoint,

    /// <summary>The log is trimmed up to its end, checkpointed or not.</summary>
    TrimmedTooEarly,

    /// <summary>Buckets are saved with the watermark of a hit that they do not hold yet.</summary>
    WatermarkAheadOfRows,
}
