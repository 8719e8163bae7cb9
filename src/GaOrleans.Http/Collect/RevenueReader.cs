using System.Buffers.Text;
using System.Text.Json;

namespace GaOrleans.Http.Collect;

/// <summary>Reads <c>{"currency":"EUR","amount":12.5}</c>, as an object or as a text that holds one.</summary>
internal static class RevenueReader
{
    private const string Field = "revenue";
    private const decimal Largest = 1_000_000_000_000m;
    private const decimal MilliPerUnit = 1000m;
    private const int CurrencyLetters = 3;

    /// <summary>Reads the value that the reader stands on.</summary>
    public static void Read(scoped ref Utf8JsonReader json, TextArena arena, FieldErrors errors, ref EventFields into)
    {
        if (json.TokenType == JsonTokenType.StartObject)
        {
            ReadObject(ref json, arena, errors, ref into);
            return;
        }

        if (json.TokenType == JsonTokenType.String)
        {
            ReadOnlySpan<byte> text = Utf8Text.Of(ref json, arena);
            var inner = new Utf8JsonReader(text, new JsonReaderOptions { MaxDepth = CollectLimits.Depth });
            try
            {
                inner.Read();
                if (inner.TokenType == JsonTokenType.StartObject)
                {
                    ReadObject(ref inner, arena, errors, ref into);
                    inner.Read();
                    return;
                }
            }
            catch (JsonException)
            {
                // Said below.
            }
        }

        json.Skip();
        errors.Add(Field, "must be an object with currency and amount");
    }

    private static void ReadObject(scoped ref Utf8JsonReader json, TextArena arena, FieldErrors errors, ref EventFields into)
    {
        uint currency = 0;
        decimal? amount = null;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            bool isCurrency = json.ValueTextEquals("currency"u8);
            bool isAmount = json.ValueTextEquals("amount"u8);
            json.Read();
            if (isCurrency && json.TokenType == JsonTokenType.String) currency = CurrencyOf(Utf8Text.Of(ref json, arena));
            else if (isAmount) amount = AmountOf(ref json, arena);
            json.Skip();
        }

        if (currency == 0) errors.Add(Field, "needs a currency of three letters, such as EUR");
        if (amount is null) errors.Add(Field, "needs an amount that is a number of at most a million millions");
        if (currency == 0 || amount is null) return;
        into.Currency = currency;
        into.RevenueMilli = (long)decimal.Round(amount.Value * MilliPerUnit, MidpointRounding.AwayFromZero);
    }

    private static uint CurrencyOf(ReadOnlySpan<byte> text)
    {
        if (text.Length != CurrencyLetters) return 0;
        uint code = 0;
        foreach (byte letter in text)
        {
            if (!char.IsAsciiLetter((char)letter)) return 0;
            code = (code << 8) | (uint)(letter & ~0x20);
        }

        return code;
    }

    private static decimal? AmountOf(scoped ref Utf8JsonReader json, TextArena arena)
    {
        decimal amount;
        bool read = json.TokenType switch
        {
            JsonTokenType.Number => json.TryGetDecimal(out amount),
            JsonTokenType.String => IsDecimal(Utf8Text.Of(ref json, arena), out amount),
            _ => Nothing(out amount),
        };
        return read && decimal.Abs(amount) <= Largest ? amount : null;
    }

    private static bool IsDecimal(ReadOnlySpan<byte> text, out decimal value) =>
        Utf8Parser.TryParse(text, out value, out int used) && used == text.Length && used > 0;

    private static bool Nothing(out decimal value)
    {
        value = 0;
        return false;
    }
}
