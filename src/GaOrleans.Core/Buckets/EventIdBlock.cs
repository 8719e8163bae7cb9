using System.Buffers.Binary;
using GaOrleans.Core.Encoding;

namespace GaOrleans.Core.Buckets;

/// <summary>The block of event ids: eight bytes for every row, 0 for none; ids are random and do not compress. Empty when no row has one.</summary>
internal static class EventIdBlock
{
    /// <summary>Writes the block.</summary>
    public static ByteBuffer Write(ulong[]? ids)
    {
        var to = new ByteBuffer();
        foreach (ulong id in ids ?? []) to.UInt64(id);
        return to;
    }

    /// <summary>Reads the block.</summary>
    /// <returns>False when it is malformed.</returns>
    public static bool TryRead(BlockReader blocks, int rows, out ulong[]? ids)
    {
        ids = null;
        int size = blocks.RawBytes(StoredBlocks.EventIds);
        if (size == 0) return true;
        if (size != rows * (long)sizeof(ulong) || blocks.Read(StoredBlocks.EventIds) is not { } block) return false;
        ids = new ulong[rows];
        for (int row = 0; row < rows; row++) ids[row] = BinaryPrimitives.ReadUInt64LittleEndian(block.Span[(row * sizeof(ulong))..]);
        return true;
    }
}
