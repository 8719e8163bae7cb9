using System.Buffers;
using System.Text.Json;
using GaOrleans.Embedded.Files;

namespace GaOrleans.Cluster.Buckets;

/// <summary>
/// Dead letters as lines of JSON in a file of this process: position, stream, reason, bytes in base64. Each letter is flushed before it counts as kept.
/// </summary>
internal sealed class FileDeadLetters(IFileSystem files, string folder, string writer, TimeProvider time) : IDeadLetters
{
    private readonly SemaphoreSlim _turn = new(1, 1);

    public async ValueTask AddAsync(DeadLetter letter)
    {
        byte[] line = Line(letter);
        await _turn.WaitAsync();
        try
        {
            await Task.Run(() => Append(line));
        }
        finally
        {
            _turn.Release();
        }
    }

    private void Append(byte[] line)
    {
        string path = Path.Combine(folder, $"{writer}.ndjson");
        bool isNew = !files.Exists(path);
        if (isNew) files.CreateDirectory(folder);
        using IFile file = files.Open(path, isNew ? OpenMode.CreateNew : OpenMode.Write);
        file.Write(file.SizeBytes, line);
        file.SyncData();
        if (isNew) files.SyncDirectory(folder);
    }

    private byte[] Line(DeadLetter letter)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("at", time.GetUtcNow());
            json.WriteNumber("partition", letter.Partition);
            json.WriteNumber("offset", letter.Offset);
            json.WriteString("stream", letter.Stream);
            json.WriteString("reason", letter.Reason);
            json.WriteBase64String("bytes", letter.Bytes);
            json.WriteEndObject();
        }

        buffer.Write("\n"u8);
        return buffer.WrittenSpan.ToArray();
    }
}
