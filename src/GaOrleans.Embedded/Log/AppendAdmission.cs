namespace GaOrleans.Embedded.Log;

/// <summary>Whether the queue took a frame.</summary>
internal enum AppendAdmission
{
    /// <summary>It will be written.</summary>
    Added,

    /// <summary>The queue is full.</summary>
    Full,

    /// <summary>The log is closing.</summary>
    Closed,
}
