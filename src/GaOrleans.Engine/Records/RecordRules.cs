using System.Text;

namespace GaOrleans.Engine.Records;

/// <summary>What names and content of records must keep to; the same in every <see cref="IRecordStore"/>, which checks before it does anything.</summary>
public static class RecordRules
{
    /// <summary>What the names of partitions begin with whose records are never replaced or deleted.</summary>
    public const string AppendOnly = "audit/";

    /// <summary>The longest name of a partition and the longest key, in bytes of UTF-8.</summary>
    public const int NameBytes = 512;

    /// <summary>The longest content, in bytes of UTF-8.</summary>
    public const int JsonBytes = 256 * 1024;

    /// <summary>The most records that one call lists.</summary>
    public const int MostListed = 1000;

    // Texts that are not Unicode would be stored as others and not be found again.
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Checks what a lookup names.</summary>
    /// <exception cref="ArgumentException">It names nothing that can be stored.</exception>
    public static void CheckName(string partition, string key)
    {
        CheckText(partition, "the partition of a record", NameBytes);
        CheckText(key, "the key of a record", NameBytes);
    }

    /// <summary>Checks what a listing names.</summary>
    /// <exception cref="ArgumentException">It makes no sense.</exception>
    public static void CheckList(string partition, string? after, int count)
    {
        CheckText(partition, "the partition of a record", NameBytes);
        if (!string.IsNullOrEmpty(after)) CheckText(after, "the key of a record", NameBytes);
        CheckCount(count);
    }

    /// <summary>Checks how many are wanted at once.</summary>
    /// <exception cref="ArgumentException">Too many, or none.</exception>
    public static void CheckCount(int count)
    {
        if (count is < 1 or > MostListed) throw new ArgumentException($"1 to {MostListed} records can be listed at once, not {count}", nameof(count));
    }

    /// <summary>Checks a record that is to be stored.</summary>
    /// <exception cref="ArgumentException">It must not be stored.</exception>
    public static void CheckPut(string partition, string key, string json, long expected)
    {
        CheckName(partition, key);
        CheckText(json, "the content of a record", JsonBytes);
        if (expected < 0) throw new ArgumentException($"no record has the version {expected}", nameof(expected));
        if (expected != 0 && IsAppendOnly(partition)) throw Kept(partition);
    }

    /// <summary>Checks a record that is to be deleted.</summary>
    /// <exception cref="ArgumentException">It must not be deleted.</exception>
    public static void CheckDelete(string partition, string key)
    {
        CheckName(partition, key);
        if (IsAppendOnly(partition)) throw Kept(partition);
    }

    /// <summary>Whether records of a partition are kept for ever as they are.</summary>
    public static bool IsAppendOnly(string partition) => partition.StartsWith(AppendOnly, StringComparison.Ordinal);

    /// <summary>The order of keys: that of their UTF-8 bytes, which is that of their code points.</summary>
    public static int Compare(string left, string right)
    {
        int common = left.AsSpan().CommonPrefixLength(right);
        if (common == left.Length || common == right.Length) return left.Length.CompareTo(right.Length);
        char a = left[common], b = right[common];
        // Pairs of surrogates stand for code points above all others.
        bool high = char.IsSurrogate(a);
        return high == char.IsSurrogate(b) ? a.CompareTo(b) : high ? 1 : -1;
    }

    private static void CheckText(string text, string what, int limit)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length == 0) throw new ArgumentException($"{what} must not be empty");
        int bytes;
        try
        {
            bytes = Strict.GetByteCount(text);
        }
        catch (EncoderFallbackException fault)
        {
            throw new ArgumentException($"{what} is not valid Unicode: it has half of a pair of surrogates", fault);
        }

        if (bytes > limit) throw new ArgumentException($"{what} has {bytes} bytes; {limit} are the most");
        if (text.Contains('\0', StringComparison.Ordinal)) throw new ArgumentException($"{what} must not have a zero character");
    }

    private static ArgumentException Kept(string partition) => new($"records of the partition {partition} are kept as they are: they can be added, but not changed or deleted");
}
