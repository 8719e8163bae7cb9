namespace GaOrleans.Cluster.Log;

/// <summary>Whether records were stored.</summary>
public enum AppendStatus
{
    /// <summary>All of them, safely.</summary>
    Stored,

    /// <summary>None: too much waits already. Try again in a second.</summary>
    Full,

    /// <summary>Not all: the disk is full, or a flush failed. Those with an offset are stored.</summary>
    Unavailable,

    /// <summary>None: the owner is handing the partition over. Try again at once; the next owner answers.</summary>
    Moving,
}
