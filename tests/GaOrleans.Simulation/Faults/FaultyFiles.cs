using GaOrleans.Embedded.Files;
using GaOrleans.Embedded.Log;

namespace GaOrleans.Simulation.Faults;

/// <summary>A file system with a planted fault.</summary>
internal sealed class FaultyFiles(IFileSystem inner, PlantedFault fault) : IFileSystem
{
    public IFile Open(string path, OpenMode mode) => new FaultyFile(inner.Open(path, mode), fault);

    public bool Exists(string path) => inner.Exists(path);

    public IReadOnlyList<string> List(string directory) => inner.List(directory);

    public IReadOnlyList<string> ListFolders(string directory) => inner.ListFolders(directory);

    public void CreateDirectory(string path) => inner.CreateDirectory(path);

    public void Rename(string from, string to) => inner.Rename(from, to);

    public void Delete(string path) => inner.Delete(path);

    public void SyncDirectory(string path)
    {
        if (fault != PlantedFault.SkippedDirectoryFlush) inner.SyncDirectory(path);
    }

    public IDisposable Lock(string path) => inner.Lock(path);

    private sealed class FaultyFile(IFile file, PlantedFault fault) : IFile
    {
        private bool _putOff;

        public string Path => file.Path;

        public long SizeBytes => file.SizeBytes;

        public int Read(long offset, Span<byte> into)
        {
            if (fault != PlantedFault.IgnoredChecksum) return file.Read(offset, into);
            var whole = new byte[file.SizeBytes];
            file.Read(0, whole);
            PassAllRecords(whole);
            int count = (int)Math.Clamp(whole.Length - offset, 0, into.Length);
            whole.AsSpan((int)offset, count).CopyTo(into);
            return count;
        }

        public void Write(long offset, ReadOnlySpan<byte> bytes)
        {
            if (_putOff) file.SyncData();
            _putOff = false;
            if (fault == PlantedFault.TailCutTooEarly && offset == 0 && SegmentHeader.TryRead(bytes, out SegmentHeader header) && header.PreviousSequence != 0)
            {
                byte[] page = bytes.ToArray();
                (header with { PreviousEndBytes = header.PreviousEndBytes - 1 }).Write(page);
                file.Write(offset, page);
                return;
            }

            file.Write(offset, bytes);
        }

        public void Allocate(long sizeBytes) => file.Allocate(sizeBytes);

        public void SetSize(long sizeBytes) => file.SetSize(sizeBytes);

        public void SyncData()
        {
            switch (fault)
            {
                case PlantedFault.SkippedFlush:
                    return;
                case PlantedFault.AcknowledgedBeforeFlush:
                    _putOff = true;
                    return;
                case PlantedFault.RetriedFlush:
                    try
                    {
                        file.SyncData();
                    }
                    catch (IOException)
                    {
                        file.SyncData();
                    }

                    return;
                default:
                    file.SyncData();
                    return;
            }
        }

        public void Dispose() => file.Dispose();

        /// <summary>Gives every record the checksum that fits what it has become.</summary>
        private static void PassAllRecords(byte[] segment)
        {
            if (!SegmentHeader.TryRead(segment, out SegmentHeader header)) return;
            int at = SegmentHeader.PageBytes;
            while (at + RecordHeader.Bytes <= segment.Length && RecordHeader.TryPeek(segment.AsSpan(at), out RecordHeader record) && record.Length <= segment.Length - at - RecordHeader.Bytes)
            {
                byte[] frame = segment.AsSpan(at + RecordHeader.Bytes, record.Length).ToArray();
                record.Write(segment.AsSpan(at), header.Id, frame);
                at += record.TotalBytes;
            }
        }
    }
}
