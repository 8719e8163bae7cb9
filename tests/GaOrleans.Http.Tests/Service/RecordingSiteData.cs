using System.Collections.Concurrent;
using GaOrleans.Engine.Storage;

namespace GaOrleans.Http.Tests.Service;

/// <summary>Remembers the sites whose hits were to be deleted.</summary>
internal sealed class RecordingSiteData : ISiteData
{
    public ConcurrentQueue<int> Deleted { get; } = new();

    public ValueTask DeleteAsync(int site, CancellationToken ct)
    {
        Deleted.Enqueue(site);
        return ValueTask.CompletedTask;
    }
}
