namespace GaOrleans.Http.Collect;

/// <summary>How reading a body went.</summary>
internal enum BodyStatus
{
    /// <summary>All of it is there.</summary>
    Complete,

    /// <summary>It is larger than allowed.</summary>
    TooLarge,

    /// <summary>Its Content-Encoding is none that is understood.</summary>
    UnknownEncoding,

    /// <summary>It says that it is gzip and is not, or is cut off.</summary>
    NotGzip,

    /// <summary>The client went away or sent it too slowly; nobody waits for an answer.</summary>
    Aborted,
}
