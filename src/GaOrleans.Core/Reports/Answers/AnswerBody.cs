using System.Globalization;

namespace GaOrleans.Core.Reports.Answers;

/// <summary>
/// An answer as UTF-8 JSON. The instant in <c>meta.fresh_to</c> has a fixed length, so that a cached answer can be stamped anew without being written again.
/// Immutable.
/// </summary>
/// <param name="Utf8">The JSON.</param>
/// <param name="StampOffset">Where the stamp's text begins; -1 when there is none.</param>
public sealed record AnswerBody(byte[] Utf8, int StampOffset)
{
    private const string Format = "yyyy-MM-ddTHH:mm:ss.fffZ";

    /// <summary>Bytes of a stamp.</summary>
    public const int StampBytes = 24;

    /// <summary>The text of a stamp.</summary>
    public static string Stamp(long ms) => DateTime.UnixEpoch.AddMilliseconds(ms).ToString(Format, CultureInfo.InvariantCulture);

    /// <summary>The same answer with another instant of freshness.</summary>
    public AnswerBody WithStamp(long ms)
    {
        if (StampOffset < 0) return this;
        byte[] copy = [.. Utf8];
        DateTime.UnixEpoch.AddMilliseconds(ms).TryFormat(copy.AsSpan(StampOffset, StampBytes), out _, Format, CultureInfo.InvariantCulture);
        return new AnswerBody(copy, StampOffset);
    }
}
