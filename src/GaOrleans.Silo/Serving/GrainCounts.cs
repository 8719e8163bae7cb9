using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace GaOrleans.Silo.Serving;

/// <summary>How many grains of each class this silo has, as Orleans counts them.</summary>
internal sealed class GrainCounts : IDisposable
{
    private const string OrleansMeter = "Microsoft.Orleans", Instrument = "orleans-grains", TypeTag = "type";

    private readonly ConcurrentDictionary<string, long> _counts = new(StringComparer.Ordinal);
    private readonly MeterListener _listener = new();

    /// <summary>Starts counting; has to be there before the silo starts.</summary>
    public GrainCounts()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == OrleansMeter && instrument.Name == Instrument) listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<int>((_, change, tags, _) => Add(change, tags));
        _listener.SetMeasurementEventCallback<long>((_, change, tags, _) => Add(change, tags));
        _listener.Start();
    }

    /// <summary>The classes of this service that have any, with how many.</summary>
    public IEnumerable<KeyValuePair<string, long>> Now() => _counts.Where(count => count.Value != 0).OrderBy(count => count.Key, StringComparer.Ordinal);

    /// <inheritdoc/>
    public void Dispose() => _listener.Dispose();

    private void Add(long change, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        foreach (KeyValuePair<string, object?> tag in tags)
        {
            if (tag.Key == TypeTag && tag.Value?.ToString() is { } type) _counts.AddOrUpdate(type, change, (_, before) => before + change);
        }
    }
}
