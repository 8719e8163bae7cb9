using System.Text.Json;
using GaOrleans.Core.Encoding;
using GaOrleans.Core.Hits;

namespace GaOrleans.Http.Collect;

/// <summary>
/// Reads the custom properties of an event into the form of <see cref="PropsSection"/>. Texts, numbers and booleans are kept as text;
/// lists, objects, nulls and blanks are left out, and so is what follows the 30th; keys and values that are too long are cut.
/// </summary>
internal static class PropsReader
{
    private const string Field = "props";

    /// <summary>Reads the value that the reader stands on: an object, or a text that holds one.</summary>
    public static ReadOnlySpan<byte> Read(scoped ref Utf8JsonReader json, TextArena arena, FieldErrors errors)
    {
        if (json.TokenType == JsonTokenType.StartObject) return ReadObject(ref json, arena, errors);
        if (json.TokenType != JsonTokenType.String)
        {
            json.Skip();
            errors.Add(Field, "must be an object");
            return default;
        }

        ReadOnlySpan<byte> text = Utf8Text.Of(ref json, arena);
        if (Utf8Text.IsBlank(text)) return default;
        var inner = new Utf8JsonReader(text, new JsonReaderOptions { MaxDepth = CollectLimits.Depth });
        try
        {
            inner.Read();
            if (inner.TokenType == JsonTokenType.StartObject)
            {
                ReadOnlySpan<byte> section = ReadObject(ref inner, arena, errors);
                inner.Read();
                return section;
            }
        }
        catch (JsonException)
        {
            // Said below.
        }

        errors.Add(Field, "must be an object, or a text that holds one as JSON");
        return default;
    }

    private static ReadOnlySpan<byte> ReadObject(scoped ref Utf8JsonReader json, TextArena arena, FieldErrors errors)
    {
        Span<Entry> entries = stackalloc Entry[HitLimits.PropsCount];
        int count = 0;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            Entry entry = ReadKey(ref json, arena);
            json.Read();
            if (!TryReadValue(ref json, arena, ref entry) || entry.KeySize == 0 || count == entries.Length) continue;
            if (TryInsert(entries, count, entry, arena)) count++;
            else errors.Add(Field, "has a key twice");
        }

        return count == 0 ? default : Write(entries[..count], arena);
    }

    private static Entry ReadKey(scoped ref Utf8JsonReader json, TextArena arena)
    {
        int start = arena.Position;
        int size = json.CopyString(arena.Free);
        int cut = Utf8Text.Cut(arena.Free[..size], HitLimits.PropKeyBytes).Length;
        arena.Take(size);
        return new Entry { KeyStart = start, KeySize = cut };
    }

    private static bool TryReadValue(scoped ref Utf8JsonReader json, TextArena arena, ref Entry entry)
    {
        entry.ValueStart = arena.Position;
        int size;
        switch (json.TokenType)
        {
            case JsonTokenType.String:
                size = json.CopyString(arena.Free);
                break;
            case JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False:
                json.ValueSpan.CopyTo(arena.Free);
                size = json.ValueSpan.Length;
                break;
            default:
                json.Skip();
                return false;
        }

        ReadOnlySpan<byte> value = arena.Take(size);
        entry.ValueSize = Utf8Text.Cut(value, HitLimits.PropValueBytes).Length;
        return !Utf8Text.IsBlank(value);
    }

    // Sorted by key, as the section wants it.
    private static bool TryInsert(Span<Entry> entries, int count, Entry entry, TextArena arena)
    {
        ReadOnlySpan<byte> key = arena.At(entry.KeyStart, entry.KeySize);
        int at = count;
        while (at > 0)
        {
            int order = arena.At(entries[at - 1].KeyStart, entries[at - 1].KeySize).SequenceCompareTo(key);
            if (order == 0) return false;
            if (order < 0) break;
            at--;
        }

        entries[at..count].CopyTo(entries[(at + 1)..]);
        entries[at] = entry;
        return true;
    }

    private static ReadOnlySpan<byte> Write(scoped ReadOnlySpan<Entry> entries, TextArena arena)
    {
        var to = new ByteWriter(arena.Free);
        foreach (Entry entry in entries)
        {
            to.Blob(arena.At(entry.KeyStart, entry.KeySize));
            to.Blob(arena.At(entry.ValueStart, entry.ValueSize));
        }

        return arena.Take(to.Length);
    }

    private struct Entry
    {
        public int KeyStart;
        public int KeySize;
        public int ValueStart;
        public int ValueSize;
    }
}
