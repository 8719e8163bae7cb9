using System.Collections.Concurrent;
using GaOrleans.Engine.Storage;

namespace GaOrleans.Http.Tests.Service;

/// <summary>Remembers the sites whose hits were to be deleted.</summary>
internal sealed class RecordingSiteData : ISiteData
{
    public ConcurrentQueue<int> Deleted { get; } = new();

    /// <summary>What comes instead of the next deletion.</summary>
    public Exception? Fault { get; set; }

    public ValueTask DeleteAsync(int site, CancellationToken ct)
    {
        if (Fault is { } fault)
        {
            Fault = null;
            throw fault;
        }

        Deleted.Enqueue(site);
        return ValueTask.CompletedTask;
    }
}
