using System.Text.Json;
using GaOrleans.Demo.Traffic;

namespace GaOrleans.Demo.Sending;

/// <summary>Hits of one site on their way to <c>POST /v1/events</c>.</summary>
internal sealed class Batch : IDisposable
{
    /// <summary>Most hits in one request: well below the service's limits of 1,000 events and 1 MiB.</summary>
    public const int MostHits = 500;

    private readonly MemoryStream _stream = new(256 * 1024);
    private readonly Utf8JsonWriter _json;

    /// <summary>An empty batch of a site.</summary>
    public Batch(DemoSite site, DateTimeOffset now)
    {
        _json = HitWriter.Onto(_stream);
        _json.WriteStartObject();
        _json.WriteString("site", site.Domain);
        _json.WriteNumber("sent_at", now.ToUnixTimeMilliseconds());
        _json.WriteStartArray("events");
    }

    /// <summary>Hits in it.</summary>
    public int Count { get; private set; }

    /// <summary>Whether it should be sent.</summary>
    public bool IsFull => Count >= MostHits;

    /// <summary>Adds a hit.</summary>
    public void Add(DemoVisit visit, DemoHit hit)
    {
        HitWriter.Element(_json, visit, hit);
        Count++;
    }

    /// <summary>The request's body; nothing can be added any more.</summary>
    public byte[] Close()
    {
        _json.WriteEndArray();
        _json.WriteEndObject();
        _json.Flush();
        return _stream.ToArray();
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _json.Dispose();
        _stream.Dispose();
    }
}
