using System.Text.Json;
using System.Text.Unicode;

namespace GaOrleans.Http.Collect;

/// <summary>
/// Finds the events of a batch in its body, in one pass, without reading them: <c>{"site":"...","sent_at":...,"events":[...]}</c>,
/// or one event a line (NDJSON), which is also recognised by its first line being an event.
/// </summary>
internal ref struct BatchReader
{
    private readonly TextArena _arena;
    private readonly FieldErrors _errors;
    private readonly List<Range> _events;
    private bool _hasEvents, _looksLikeEvent;

    /// <summary>Makes a reader.</summary>
    public BatchReader(TextArena arena, FieldErrors errors, List<Range> events)
    {
        _arena = arena;
        _errors = errors;
        _events = events;
    }

    /// <summary>The batch's site, if it names one.</summary>
    public ReadOnlySpan<byte> Site { get; private set; }

    /// <summary>The client's clock when it sent the batch, or <see cref="EventFields.NoTime"/>.</summary>
    public long SentAtMs { get; private set; } = EventFields.NoTime;

    /// <summary>Reads a body.</summary>
    /// <param name="body">Its texts need not be valid UTF-8: those of events are the caller's to check.</param>
    /// <param name="lines">Whether the content type says that it is NDJSON.</param>
    /// <returns>False when the body as a whole is wrong; the errors say why.</returns>
    public bool TryRead(ReadOnlySpan<byte> body, bool lines)
    {
        if (!lines) TryReadObject(body);
        if (lines || (_looksLikeEvent && !_hasEvents))
        {
            _errors.Clear();
            ReadLines(body);
        }
        else if (!_hasEvents && !_errors.Any)
        {
            _errors.Add("events", "is required");
        }

        if (!_errors.Any && _events.Count == 0) _errors.Add("events", "should have at least one");
        if (_events.Count > CollectLimits.BatchEvents) _errors.Add("events", $"should be at most {CollectLimits.BatchEvents}");
        return !_errors.Any;
    }

    private void TryReadObject(ReadOnlySpan<byte> body)
    {
        // Any depth: an event that is too deep is refused alone, when it is read. The reader does not recurse, and the body is bounded.
        var json = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = CollectLimits.BatchBytes });
        try
        {
            ReadObject(ref json);
        }
        catch (JsonException e)
        {
            _errors.Add("body", $"is not JSON: {e.Message}");
        }
        catch (InvalidOperationException)
        {
            _errors.Add("body", "is not JSON: a text has half of a surrogate pair");
        }
    }

    private void ReadObject(scoped ref Utf8JsonReader json)
    {
        if (!json.Read() || json.TokenType != JsonTokenType.StartObject)
        {
            _errors.Add("body", "must be a JSON object, or one event a line");
            return;
        }

        bool hasSite = false, hasSentAt = false;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("events"u8)) ReadEvents(ref json);
            else if (json.ValueTextEquals("site"u8) || json.ValueTextEquals("domain"u8)) ReadSite(ref json, ref hasSite);
            else if (json.ValueTextEquals("sent_at"u8)) ReadSentAt(ref json, ref hasSentAt);
            else SkipOther(ref json);
        }

        if (_hasEvents || !_looksLikeEvent) json.Read();
    }

    private void ReadEvents(scoped ref Utf8JsonReader json)
    {
        if (_hasEvents) _errors.Add("events", "is given twice");
        _hasEvents = true;
        json.Read();
        if (json.TokenType != JsonTokenType.StartArray)
        {
            _errors.Add("events", "must be a list");
            json.Skip();
            return;
        }

        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            int start = (int)json.TokenStartIndex;
            json.Skip();
            if (_events.Count <= CollectLimits.BatchEvents) _events.Add(start..(int)json.BytesConsumed);
        }
    }

    private void ReadSite(scoped ref Utf8JsonReader json, scoped ref bool seen)
    {
        if (seen) _errors.Add("site", "is given twice");
        seen = true;
        json.Read();
        if (json.TokenType == JsonTokenType.String && Utf8.IsValid(json.ValueSpan)) Site = Utf8Text.Of(ref json, _arena);
        else if (json.TokenType != JsonTokenType.Null) _errors.Add("site", "must be a string");
        json.Skip();
    }

    private void ReadSentAt(scoped ref Utf8JsonReader json, scoped ref bool seen)
    {
        if (seen) _errors.Add("sent_at", "is given twice");
        seen = true;
        json.Read();
        if (json.TokenType != JsonTokenType.Null)
        {
            if (EventTime.TryRead(ref json, _arena, out long ms)) SentAtMs = ms;
            else _errors.Add("sent_at", EventTime.Wanted);
        }

        json.Skip();
    }

    private void SkipOther(scoped ref Utf8JsonReader json)
    {
        _looksLikeEvent |= json.ValueTextEquals("url"u8) || json.ValueTextEquals("name"u8);
        json.Read();
        int depth = json.CurrentDepth;
        if (json.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray)) return;
        bool deep = false;
        while (json.Read() && json.CurrentDepth > depth)
        {
            deep |= json is { CurrentDepth: >= CollectLimits.Depth, TokenType: JsonTokenType.StartObject or JsonTokenType.StartArray };
        }

        if (deep) _errors.Add("body", $"is nested deeper than {CollectLimits.Depth}");
    }

    // The site and time that a first line may have given stay its own.
    private void ReadLines(ReadOnlySpan<byte> body)
    {
        Site = default;
        SentAtMs = EventFields.NoTime;
        foreach (Range line in body.Split((byte)'\n'))
        {
            if (!Utf8Text.IsBlank(body[line]) && _events.Count <= CollectLimits.BatchEvents) _events.Add(line);
        }
    }
}
