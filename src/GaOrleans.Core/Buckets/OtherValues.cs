using GaOrleans.Core.Encoding;
using GaOrleans.Core.Hits;

namespace GaOrleans.Core.Buckets;

/// <summary>What stands for values beyond a limit, in each column.</summary>
internal static class OtherValues
{
    private static readonly byte[] Plain = "(other)"u8.ToArray();
    private static readonly byte[] Section = Repeat(ClientSection.FieldCount);
    private static readonly byte[] Props = Repeat(2);

    /// <summary>The text itself.</summary>
    public static ReadOnlySpan<byte> Text => Plain;

    /// <summary>The value that stands for values beyond the limit of a column: for sections, one whose every text says so.</summary>
    public static ReadOnlySpan<byte> Of(Column column) => column switch
    {
        Column.Client or Column.Origin => Section,
        Column.Props => Props,
        _ => Plain,
    };

    private static byte[] Repeat(int texts)
    {
        var bytes = new byte[texts * (Plain.Length + 1)];
        var to = new ByteWriter(bytes);
        for (int i = 0; i < texts; i++) to.Blob(Plain);
        return bytes;
    }
}
