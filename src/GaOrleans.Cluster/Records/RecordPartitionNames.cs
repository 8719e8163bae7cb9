using System.Security.Cryptography;
using System.Text;
using GaOrleans.Engine.Records;

namespace GaOrleans.Cluster.Records;

/// <summary>
/// Names of partitions as keys of grains, which are also keys in the storage of grains: letters, digits, dashes and dots stay, all else is an
/// underscore with the two hexadecimal digits of each byte, so that names stay apart in storages that know few characters. Of a
/// long one the beginning is followed by two underscores and the SHA-256 of all.
/// </summary>
internal static class RecordPartitionNames
{
    private const int Longest = 200, KeptOfLong = 100;

    /// <summary>What the keys of partitions begin with whose records are never replaced or deleted.</summary>
    public static readonly string AppendOnly = Of(RecordRules.AppendOnly);

    /// <summary>The key of a partition's grain.</summary>
    public static string Of(string partition)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(partition);
        var key = new StringBuilder(bytes.Length);
        foreach (byte b in bytes)
        {
            if (char.IsAsciiLetterOrDigit((char)b) || b is (byte)'-' or (byte)'.') key.Append((char)b);
            else key.Append('_').Append(Convert.ToHexString([b]));
        }

        return key.Length <= Longest ? key.ToString() : $"{key.ToString(0, KeptOfLong)}__{Convert.ToHexString(SHA256.HashData(bytes))}";
    }
}
