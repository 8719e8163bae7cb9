namespace GaOrleans.Cluster.Log;

/// <summary>Runs of one stream that are to be read together.</summary>
internal sealed class RunSelection(StreamTail tail, long before)
{
    /// <summary>The stream's key.</summary>
    internal string Name => tail.Name;

    /// <summary>Offset of the stream's last unsaved hit before these; -1 for none.</summary>
    internal long Before => before;

    /// <summary>The runs, with their bytes where memory has them.</summary>
    internal List<(HitRun Run, byte[]? Bytes)> Runs { get; } = new(1);
}
