using GaOrleans.Engine.Configuration;

namespace GaOrleans.Http.Collect;

/// <summary>What surrounds an event: the batch it came in and the key that vouches for it.</summary>
internal ref struct EventContext
{
    /// <summary>Whether it has the keys of a native batch.</summary>
    public bool Batch;

    /// <summary>The key for ingest that the request carries.</summary>
    public ApiKey? ServerKey;

    /// <summary>The batch's site, for events that name none.</summary>
    public ReadOnlySpan<byte> Site;

    /// <summary>The client's clock when it sent the batch, or <see cref="EventFields.NoTime"/>.</summary>
    public long SentAtMs;
}
