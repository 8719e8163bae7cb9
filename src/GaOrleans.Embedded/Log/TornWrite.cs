namespace GaOrleans.Embedded.Log;

/// <summary>
/// Tells damage from a write that a crash cut short. A segment is full of zeros before it is written, and never written twice; the disk stores whole
/// sectors, and the kernel writes from the start. So a torn record has a sector that is still zeros, or ends in zeros. Where a record has neither and
/// does not fit its checksum, it was there whole once and has changed since.
/// </summary>
internal static class TornWrite
{
    private const int SectorBytes = 512;

    /// <summary>Whether a torn write may look like this.</summary>
    /// <param name="record">A record that does not fit its checksum.</param>
    /// <param name="at">Where in the file it starts.</param>
    internal static bool MayHaveLeft(ReadOnlySpan<byte> record, long at)
    {
        if (record[^1] == 0) return true;
        for (int from = 0; from < record.Length;)
        {
            int count = (int)Math.Min(SectorBytes - ((at + from) % SectorBytes), record.Length - from);
            if (!record.Slice(from, count).ContainsAnyExcept((byte)0)) return true;
            from += count;
        }

        return false;
    }
}
