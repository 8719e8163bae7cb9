using System.Buffers.Text;
using System.Text.Json;
using GaOrleans.Core.Hits;

namespace GaOrleans.Http.Collect;

/// <summary>
/// Reads one event from its JSON in a single pass, without a document tree: types and limits are checked, unknown keys skipped,
/// and everything that is wrong is named. Works for both wires, which differ in their keys only.
/// </summary>
internal ref struct EventReader
{
    private const int Fields = 32;

    private readonly TextArena _arena;
    private readonly FieldErrors _errors;
    private Utf8JsonReader _json;

    private EventReader(ReadOnlySpan<byte> json, TextArena arena, FieldErrors errors)
    {
        _json = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = CollectLimits.Depth });
        _arena = arena;
        _errors = errors;
    }

    /// <summary>Reads an event.</summary>
    /// <param name="json">Valid UTF-8; nothing but the event.</param>
    /// <param name="batch">Whether its keys are those of a native batch.</param>
    /// <param name="arena">Where unescaped texts go; large enough for the JSON.</param>
    /// <param name="errors">Gets what is wrong.</param>
    /// <param name="into">The fields.</param>
    /// <returns>Whether all is well.</returns>
    public static bool TryRead(ReadOnlySpan<byte> json, bool batch, TextArena arena, FieldErrors errors, scoped ref EventFields into)
    {
        // The arena's and the body's memory outlive the fields, which the compiler cannot see through the reader.
        var fields = new EventFields();
        var reader = new EventReader(json, arena, errors);
        try
        {
            reader.ReadObject(batch, ref fields);
        }
        catch (JsonException e)
        {
            errors.Add("body", $"is not JSON: {e.Message}");
        }
        catch (InvalidOperationException)
        {
            errors.Add("body", "is not JSON: a text has half of a surrogate pair");
        }

        into = fields;
        return !errors.Any;
    }

    private void ReadObject(bool batch, ref EventFields into)
    {
        if (!_json.Read() || _json.TokenType != JsonTokenType.StartObject)
        {
            _errors.Add("body", "must be a JSON object");
            return;
        }

        ulong seen = 0;
        Span<byte> filledBy = stackalloc byte[Fields];
        filledBy.Fill(byte.MaxValue);
        while (_json.Read() && _json.TokenType == JsonTokenType.PropertyName)
        {
            ReadOnlySpan<byte> name = Utf8Text.Of(ref _json, _arena);
            EventKey key = batch ? EventKey.OfBatch(name) : EventKey.OfPlausible(name);
            _json.Read();
            ulong bit = 1UL << key.Number;
            if (key.Field != EventField.Unknown && (seen & bit) != 0) _errors.Add(NameOf(key.Field), "is given twice");
            seen |= bit;
            ref byte filler = ref filledBy[(int)key.Field];
            if (key.Field == EventField.Unknown || filler < key.Number || _json.TokenType == JsonTokenType.Null)
            {
                _json.Skip();
                continue;
            }

            filler = (byte)key.Number;
            ReadValue(key.Field, ref into);
        }

        // Anything behind the object is an error that the reader names.
        _json.Read();
        CheckRequired(into);
    }

    private void ReadValue(EventField field, ref EventFields into)
    {
        switch (field)
        {
            case EventField.Name: into.Name = Characters(field, HitLimits.NameCharacters, numbersToo: true); break;
            case EventField.EventId: into.EventId = Characters(field, HitLimits.EventIdCharacters, numbersToo: true); break;
            case EventField.Url: into.Url = ReadUrl(); break;
            case EventField.Domain: into.Domains = Text(field); break;
            case EventField.Referrer: into.Referrer = Utf8Text.Cut(Text(field), HitLimits.ReferrerBytes); break;
            case EventField.VisitorId: into.VisitorId = Characters(field, CollectLimits.VisitorIdBytes, numbersToo: true); break;
            case EventField.UserAgent: into.UserAgent = Utf8Text.Cut(Text(field), CollectLimits.UserAgentBytes); break;
            case EventField.Address: ReadAddress(ref into); break;
            case EventField.Country: into.Country = Place(field, 2, 2); break;
            case EventField.Region: into.Region = Place(field, 4, 6); break;
            case EventField.City: into.City = Characters(field, HitLimits.NameCharacters, numbersToo: false); break;
            // Checked, and kept in the event's JSON; no report has them.
            case EventField.Title or EventField.Screen or EventField.Language: Text(field); break;
            case EventField.Items: CheckList(field); break;
            case EventField.Props: into.Props = PropsReader.Read(ref _json, _arena, _errors); break;
            case EventField.Revenue: RevenueReader.Read(ref _json, _arena, _errors, ref into); break;
            case EventField.Time: into.TimeMs = Time(field); break;
            case EventField.SentAt: into.SentAtMs = Time(field); break;
            case EventField.ScrollDepth: into.ScrollDepth = (int)Math.Clamp(Number(field), -1, 100); break;
            case EventField.EngagementMs: into.EngagementMs = (int)Math.Clamp(Number(field), -1, int.MaxValue); break;
            case EventField.HashMode: into.HashMode = Flag(field); break;
            case EventField.Interactive: into.Interactive = Flag(field); break;
            default: _json.Skip(); break;
        }
    }

    private readonly void CheckRequired(in EventFields fields)
    {
        if (_errors.Any) return;
        if (fields.Name.IsEmpty) _errors.Add("name", "is required");
        if (fields.Url.IsEmpty) _errors.Add("url", "is required");
        if (fields.Name.SequenceEqual("engagement"u8) && fields.EngagementMs < 0 && fields.ScrollDepth < 0)
        {
            _errors.Add("engagement", "needs the engaged milliseconds or the scroll depth");
        }
    }

    private ReadOnlySpan<byte> Text(EventField field)
    {
        if (_json.TokenType == JsonTokenType.String) return Utf8Text.Of(ref _json, _arena);
        _json.Skip();
        _errors.Add(NameOf(field), "must be a string");
        return default;
    }

    private ReadOnlySpan<byte> Characters(EventField field, int limit, bool numbersToo)
    {
        ReadOnlySpan<byte> text;
        if (numbersToo && _json.TokenType == JsonTokenType.Number && _json.ValueSpan.IndexOfAny(".eE"u8) < 0) text = _json.ValueSpan;
        else text = Text(field);
        if (text.Length > limit && Utf8Text.Characters(text) > limit) _errors.Add(NameOf(field), $"should be at most {limit} character(s)");
        return Utf8Text.IsBlank(text) ? default : text;
    }

    private void CheckList(EventField field)
    {
        if (_json.TokenType != JsonTokenType.StartArray) _errors.Add(NameOf(field), "must be a list");
        _json.Skip();
    }

    private ReadOnlySpan<byte> ReadUrl()
    {
        ReadOnlySpan<byte> url = Text(EventField.Url).Trim((byte)' ');
        if (url.Length > HitLimits.UrlBytes) _errors.Add("url", $"should be at most {HitLimits.UrlBytes} byte(s)");
        if (url.Length >= 5 && System.Text.Ascii.EqualsIgnoreCase(url[..5], "data:"u8)) _errors.Add("url", "scheme is not allowed");
        return url;
    }

    // Remembered by its place, so that the address is cut down wherever the JSON is stored.
    private void ReadAddress(ref EventFields into)
    {
        into.AddressStart = (int)_json.TokenStartIndex;
        if (_json.TokenType == JsonTokenType.String) into.Address = Utf8Text.Of(ref _json, _arena);
        else _json.Skip();
        into.AddressEnd = (int)_json.BytesConsumed;
    }

    // ISO codes: upper case letters, digits and a hyphen.
    private ReadOnlySpan<byte> Place(EventField field, int least, int most)
    {
        ReadOnlySpan<byte> text = Text(field);
        if (text.IsEmpty) return default;
        bool valid = text.Length >= least && text.Length <= most && (field == EventField.Country ? !text.ContainsAnyExceptInRange((byte)'A', (byte)'Z') : text[2] == '-');
        if (!valid) _errors.Add(NameOf(field), field == EventField.Country ? "must be a code of ISO 3166-1 such as DE" : "must be a code of ISO 3166-2 such as DE-BY");
        return text;
    }

    private long Time(EventField field)
    {
        if (EventTime.TryRead(ref _json, _arena, out long ms)) return ms;
        _json.Skip();
        _errors.Add(NameOf(field), EventTime.Wanted);
        return EventFields.NoTime;
    }

    private double Number(EventField field)
    {
        double value = double.NaN;
        bool read = _json.TokenType switch
        {
            JsonTokenType.Number => _json.TryGetDouble(out value),
            JsonTokenType.String => IsNumber(Utf8Text.Of(ref _json, _arena), out value),
            _ => false,
        };
        if (read && double.IsFinite(value) && value >= 0) return value;
        _json.Skip();
        _errors.Add(NameOf(field), "must be a number that is not negative");
        return 0;
    }

    private static bool IsNumber(ReadOnlySpan<byte> text, out double value) => Utf8Parser.TryParse(text, out value, out int used) && used == text.Length;

    private bool Flag(EventField field)
    {
        switch (_json.TokenType)
        {
            case JsonTokenType.True: return true;
            case JsonTokenType.False: return false;
            case JsonTokenType.Number or JsonTokenType.String:
                ReadOnlySpan<byte> text = _json.TokenType == JsonTokenType.Number ? _json.ValueSpan : Utf8Text.Of(ref _json, _arena);
                if (text.SequenceEqual("1"u8) || text.SequenceEqual("true"u8)) return true;
                if (text.SequenceEqual("0"u8) || text.SequenceEqual("false"u8)) return false;
                break;
            default:
                _json.Skip();
                break;
        }

        _errors.Add(NameOf(field), "must be true or false");
        return false;
    }

    private static string NameOf(EventField field) => field switch
    {
        EventField.HashMode => "hash_mode",
        EventField.ScrollDepth => "scroll_depth",
        EventField.EngagementMs => "engagement_ms",
        EventField.EventId => "id",
        EventField.Time => "timestamp",
        EventField.SentAt => "sent_at",
        EventField.VisitorId => "visitor_id",
        EventField.UserAgent => "user_agent",
        EventField.Address => "ip",
        _ => field.ToString().ToLowerInvariant(),
    };
}
