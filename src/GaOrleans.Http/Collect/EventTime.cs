using System.Buffers.Text;
using System.Text.Json;

namespace GaOrleans.Http.Collect;

/// <summary>Reads moments: milliseconds since 1970 as number or text, or ISO 8601.</summary>
internal static class EventTime
{
    /// <summary>What is accepted, to be read after a field's name.</summary>
    public const string Wanted = "must be milliseconds since 1970, or ISO 8601, from the year 2000 on";

    private const double EarliestMs = 946_684_800_000; // 2000-01-01; what is before it are seconds, or a clock that was never set
    private const double LatestMs = 253_402_300_799_999; // 9999-12-31

    /// <summary>Reads the value that the reader stands on.</summary>
    /// <returns>Whether it is a moment in range.</returns>
    public static bool TryRead(scoped ref Utf8JsonReader json, TextArena arena, out long unixMs)
    {
        double ms = double.NaN;
        if (json.TokenType == JsonTokenType.Number) json.TryGetDouble(out ms);
        else if (json.TokenType == JsonTokenType.String && json.TryGetDateTime(out DateTime moment)) ms = Ms(moment);
        else if (json.TokenType == JsonTokenType.String) ms = MsOf(Utf8Text.Of(ref json, arena));
        bool valid = ms is >= EarliestMs and <= LatestMs;
        unixMs = valid ? (long)ms : EventFields.NoTime;
        return valid;
    }

    // A time without zone is UTC, not the zone of whatever machine this is.
    private static double Ms(DateTime moment) =>
        ((moment.Kind == DateTimeKind.Local ? moment.ToUniversalTime() : moment) - DateTime.UnixEpoch).TotalMilliseconds;

    private static double MsOf(ReadOnlySpan<byte> text) => Utf8Parser.TryParse(text, out double ms, out int used) && used == text.Length ? ms : double.NaN;
}
