using GaOrleans.Core.Encoding;

namespace GaOrleans.Cluster.Sites;

/// <summary>
/// The buckets of a site in a month, ordered by hour, then shard. What a bucket says is believed in the order of its stored versions: a sealing
/// that an activation reports late, after the next one has opened the bucket again, changes nothing.
/// <code>
/// version 1
///   u8      version
///   varint  number of buckets
///   then for each bucket:
///   svarint hour less that of the bucket before it, seconds
///   varint  shard
///   varint  version * 2 + 1 while it is open: stored version that it was opened on, or in which it is sealed
///   u32     CRC32C of all before
/// </code>
/// </summary>
internal sealed class MonthIndex
{
    private const byte FormatVersion = 1;

    private readonly List<Entry> _entries = [];

    /// <summary>Number of buckets.</summary>
    internal int Count => _entries.Count;

    /// <summary>Notes that a bucket takes hits on top of a stored version.</summary>
    /// <returns>Whether anything changed.</returns>
    internal bool Open(in IndexedBucket bucket)
    {
        int at = Find(bucket.Hour, bucket.Shard);
        if (at < 0)
        {
            _entries.Insert(~at, new Entry(bucket.Hour, bucket.Shard, bucket.SealedVersion, IsOpen: true));
            return true;
        }

        Entry known = _entries[at];
        if (known.Version > bucket.SealedVersion || (known.IsOpen && known.Version == bucket.SealedVersion)) return KeepOpen(at);
        _entries[at] = known with { Version = bucket.SealedVersion, IsOpen = true };
        return true;
    }

    /// <summary>Notes that a bucket is sealed in a stored version.</summary>
    /// <param name="bucket">The bucket.</param>
    /// <param name="changed">Whether anything changed.</param>
    /// <returns>False when it was opened on that version or a later one.</returns>
    internal bool Seal(in IndexedBucket bucket, out bool changed)
    {
        int at = Find(bucket.Hour, bucket.Shard);
        changed = at >= 0 && _entries[at].Version < bucket.SealedVersion;
        if (!changed) return at < 0 || _entries[at].Told == bucket;
        _entries[at] = _entries[at] with { Version = bucket.SealedVersion, IsOpen = false };
        return true;
    }

    /// <summary>The buckets of a range of hours.</summary>
    internal IndexedBucket[] List(long fromHour, long toHour)
    {
        int from = IndexOf(fromHour), to = Math.Max(from, IndexOf(toHour));
        var listed = new IndexedBucket[to - from];
        for (int i = 0; i < listed.Length; i++) listed[i] = _entries[from + i].Told;
        return listed;
    }

    /// <summary>Open buckets whose hour began before an instant.</summary>
    internal List<IndexedBucket> OpenBefore(long hour, int most)
    {
        var open = new List<IndexedBucket>();
        for (int i = 0; i < _entries.Count && _entries[i].Hour < hour && open.Count < most; i++)
        {
            if (_entries[i].IsOpen) open.Add(_entries[i].Told);
        }

        return open;
    }

    /// <summary>Forgets everything.</summary>
    internal void Clear() => _entries.Clear();

    /// <summary>The stored form.</summary>
    internal byte[] Write()
    {
        var to = new ByteBuffer();
        to.Byte(FormatVersion);
        to.Varint((uint)_entries.Count);
        long hour = 0;
        foreach (Entry entry in _entries)
        {
            to.SignedVarint(entry.Hour - hour);
            to.Varint((uint)entry.Shard);
            to.Varint(((ulong)entry.Version << 1) | (entry.IsOpen ? 1UL : 0));
            hour = entry.Hour;
        }

        to.UInt32(Crc32C.Of(to.Written));
        return to.Written.ToArray();
    }

    /// <summary>Reads the stored form; empty bytes are an empty index.</summary>
    /// <exception cref="InvalidDataException">The bytes are damaged or of an unknown version.</exception>
    internal static MonthIndex Read(ReadOnlySpan<byte> bytes)
    {
        var index = new MonthIndex();
        if (bytes.IsEmpty) return index;
        bool whole = bytes.Length > sizeof(uint) && Crc32C.Of(bytes[..^sizeof(uint)]) == BitConverter.ToUInt32(bytes[^sizeof(uint)..]);
        var from = new ByteReader(whole ? bytes[..^sizeof(uint)] : default);
        whole &= from.Byte() == FormatVersion;
        int count = from.VarintInt(bytes.Length);
        long hour = 0;
        for (int i = 0; i < count && !from.Failed; i++)
        {
            hour += from.SignedVarint();
            int shard = from.VarintInt();
            ulong version = from.Varint();
            index._entries.Add(new Entry(hour, shard, (long)(version >> 1), (version & 1) != 0));
        }

        if (!whole || !from.AtEnd) throw new InvalidDataException("cannot read the index of a site's month: its bytes are damaged or of an unknown version; restore the state from a backup");
        return index;
    }

    // Opened on an older version than was sealed: somebody who will find a conflict when it saves. Its hits come again, so open is the safe answer.
    private bool KeepOpen(int at)
    {
        if (_entries[at].IsOpen) return false;
        _entries[at] = _entries[at] with { IsOpen = true };
        return true;
    }

    private int IndexOf(long hour)
    {
        int at = Find(hour, int.MinValue);
        return at < 0 ? ~at : at;
    }

    private int Find(long hour, int shard)
    {
        int low = 0, high = _entries.Count - 1;
        while (low <= high)
        {
            int middle = (low + high) >>> 1;
            Entry entry = _entries[middle];
            int order = entry.Hour != hour ? entry.Hour.CompareTo(hour) : entry.Shard.CompareTo(shard);
            if (order == 0) return middle;
            if (order < 0) low = middle + 1; else high = middle - 1;
        }

        return ~low;
    }

    private readonly record struct Entry(long Hour, int Shard, long Version, bool IsOpen)
    {
        internal IndexedBucket Told => new(Hour, Shard, IsOpen ? 0 : Version);
    }
}
