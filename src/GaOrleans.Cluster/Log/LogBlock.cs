using GaOrleans.Core.Encoding;

namespace GaOrleans.Cluster.Log;

/// <summary>
/// Records on their way to a partition, of any streams of it. Lives in memory and between silos only; what is stored is each record's payload.
/// <code>
/// version 2
///   u8      version
///   u64     sender, varint number, svarint sent from: see <see cref="BlockOrigin"/>
///   varint  number of records
///   then for each record:
///   blob    namespace of its stream, UTF-8
///   blob    key of its stream, UTF-8
///   blob    payload: for hits one <see cref="Core.Hits.HitFrame"/>, all of whose counted hits belong to the stream's bucket
/// </code>
/// </summary>
public static class LogBlock
{
    /// <summary>The version written.</summary>
    public const byte Version = 2;

    /// <summary>Encodes records that are sent once only.</summary>
    public static byte[] Write(IReadOnlyList<LogRecord> records) => Write(records, BlockOrigin.Once);

    /// <summary>Encodes records.</summary>
    public static byte[] Write(IReadOnlyList<LogRecord> records, BlockOrigin origin)
    {
        int size = 48;
        foreach (LogRecord record in records) size += record.Namespace.Length * 3 + record.Key.Length * 3 + record.Payload.Length + 20;
        byte[] buffer = new byte[size];
        var to = new ByteWriter(buffer);
        to.Byte(Version);
        to.UInt64(origin.Sender);
        to.Varint(origin.Number);
        to.SignedVarint(origin.SentFrom);
        to.Varint((uint)records.Count);
        foreach (LogRecord record in records)
        {
            to.Blob(System.Text.Encoding.UTF8.GetBytes(record.Namespace));
            to.Blob(System.Text.Encoding.UTF8.GetBytes(record.Key));
            to.Blob(record.Payload.Span);
        }

        return to.Written.ToArray();
    }

    /// <summary>Decodes records; the payloads are slices of the block.</summary>
    /// <exception cref="InvalidDataException">It is malformed: a defect of the sender.</exception>
    public static List<LogRecord> Read(ReadOnlyMemory<byte> block) => Read(block, out _);

    /// <summary>Decodes records; the payloads are slices of the block.</summary>
    /// <exception cref="InvalidDataException">It is malformed: a defect of the sender.</exception>
    public static List<LogRecord> Read(ReadOnlyMemory<byte> block, out BlockOrigin origin)
    {
        var from = new ByteReader(block.Span);
        bool known = from.Byte() == Version;
        origin = new BlockOrigin(from.UInt64(), from.Varint(), from.SignedVarint());
        int count = from.VarintInt(1 << 20);
        var records = new List<LogRecord>(Math.Min(count, 4096));
        for (int i = 0; known && i < count && !from.Failed; i++)
        {
            string space = System.Text.Encoding.UTF8.GetString(from.Blob()), key = System.Text.Encoding.UTF8.GetString(from.Blob());
            ReadOnlySpan<byte> payload = from.Blob();
            if (from.Failed) break;
            records.Add(new LogRecord(space, key, block.Slice(from.Position - payload.Length, payload.Length)));
        }

        if (!known || from.Failed || !from.AtEnd) throw new InvalidDataException("cannot read a block of log records: it is malformed; all silos of a cluster have to run versions that understand each other");
        return records;
    }
}
