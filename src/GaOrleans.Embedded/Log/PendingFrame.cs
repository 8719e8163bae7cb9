using GaOrleans.Engine.Log;

namespace GaOrleans.Embedded.Log;

/// <summary>A frame on its way into the log. The committer calls exactly one of <see cref="Stored"/> and <see cref="Refused"/>, once.</summary>
internal abstract class PendingFrame
{
    /// <summary>The frame; its owner leaves it alone until the call.</summary>
    internal ReadOnlyMemory<byte> Frame { get; set; }

    /// <summary>Number of hits in it.</summary>
    internal int Hits { get; set; }

    /// <summary>The frame is safely stored; called in log order. Must be quick and must not throw.</summary>
    /// <param name="offset">Offset of its first hit.</param>
    internal abstract void Stored(long offset);

    /// <summary>The log cannot store the frame now.</summary>
    internal abstract void Refused(LogUnavailableException fault);
}
