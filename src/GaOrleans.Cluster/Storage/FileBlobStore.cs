using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using GaOrleans.Embedded.Files;

namespace GaOrleans.Cluster.Storage;

/// <summary>
/// Blobs as files of a folder that all processes of a machine share: <c>blobs/name~b</c> and <c>pointers/name~p</c>. Everything is written to a file
/// of another name, flushed and renamed, so that a name has whole bytes or none. Pointers are swapped under the folder's lock; the ETag is the SHA-256
/// of the content. Files are used on the thread pool, a few at a time, never in a grain's turn.
/// </summary>
public sealed class FileBlobStore(IFileSystem files, string folder, TimeProvider time) : IBlobStore, IDisposable
{
    private const int AtOnce = 8, LockPauseMs = 5, LockPatienceMs = 10_000;
    private const string BlobEnd = "~b", PointerEnd = "~p", TemporaryEnd = "~t";

    private readonly SemaphoreSlim _room = new(AtOnce, AtOnce), _swapping = new(1, 1);
    private readonly string _blobs = Path.Combine(folder, "blobs"), _pointers = Path.Combine(folder, "pointers");

    /// <inheritdoc/>
    public ValueTask PutAsync(string name, ReadOnlyMemory<byte> bytes, CancellationToken ct)
    {
        BlobNames.Check(name);
        return new ValueTask(RunAsync(() => Put(PathOf(_blobs, name, BlobEnd), name, bytes.Span), ct));
    }

    /// <inheritdoc/>
    public ValueTask<byte[]?> GetAsync(string name, CancellationToken ct)
    {
        BlobNames.Check(name);
        return new ValueTask<byte[]?>(RunAsync(() => Read(PathOf(_blobs, name, BlobEnd)), ct));
    }

    /// <inheritdoc/>
    public ValueTask DeleteAsync(string name, CancellationToken ct)
    {
        BlobNames.Check(name);
        return new ValueTask(RunAsync(() => Delete(PathOf(_blobs, name, BlobEnd)), ct));
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<string> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken ct)
    {
        BlobNames.CheckPrefix(prefix);
        List<string> names = await RunAsync(() => List(prefix), ct);
        foreach (string name in names) yield return name;
    }

    /// <inheritdoc/>
    public async ValueTask<BlobPointer?> ReadPointerAsync(string name, CancellationToken ct)
    {
        BlobNames.Check(name);
        return await RunAsync(() => Read(PathOf(_pointers, name, PointerEnd)), ct) is { } bytes ? new BlobPointer(bytes, TagOf(bytes)) : null;
    }

    /// <inheritdoc/>
    public async ValueTask<string?> SwapPointerAsync(string name, ReadOnlyMemory<byte> bytes, string? etag, CancellationToken ct)
    {
        BlobNames.Check(name);
        await _swapping.WaitAsync(ct);
        try
        {
            using IDisposable held = await LockAsync(ct);
            return await RunAsync(() => Swap(PathOf(_pointers, name, PointerEnd), bytes.Span, etag), ct);
        }
        finally
        {
            _swapping.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _room.Dispose();
        _swapping.Dispose();
    }

    private void Put(string path, string name, ReadOnlySpan<byte> bytes)
    {
        if (Read(path) is { } present)
        {
            if (!bytes.SequenceEqual(present)) throw new IOException($"cannot store blob {name}: other bytes have the name already; a blob never changes, so this is a defect of the caller");

            // Whoever stored it may have crashed before its name was safe.
            files.SyncDirectory(Path.GetDirectoryName(path)!);
            return;
        }

        Replace(path, bytes);
    }

    private string? Swap(string path, ReadOnlySpan<byte> bytes, string? etag)
    {
        string? present = Read(path) is { } known ? TagOf(known) : null;
        if (present != etag) return null;
        Replace(path, bytes);
        return TagOf(bytes);
    }

    private void Replace(string path, ReadOnlySpan<byte> bytes)
    {
        string inFolder = Path.GetDirectoryName(path)!;
        files.CreateDirectory(inFolder);
        string temporary = path + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)) + TemporaryEnd;
        try
        {
            using (IFile file = files.Open(temporary, OpenMode.CreateNew))
            {
                file.Write(0, bytes);
                file.SyncData();
            }

            files.Rename(temporary, path);
        }
        catch (IOException)
        {
            files.Delete(temporary);
            throw;
        }

        files.SyncDirectory(inFolder);
    }

    private byte[]? Read(string path)
    {
        if (!files.Exists(path)) return null;
        try
        {
            using IFile file = files.Open(path, OpenMode.Read);
            byte[] bytes = new byte[file.SizeBytes];
            int read = file.Read(0, bytes);
            return read == bytes.Length ? bytes : throw new IOException($"cannot read {path}: it ends after {read} of {bytes.Length} bytes; restore it from a backup");
        }
        catch (FileNotFoundException)
        {
            // Deleted since.
            return null;
        }
    }

    private void Delete(string path)
    {
        if (!files.Exists(path)) return;
        files.Delete(path);
        files.SyncDirectory(Path.GetDirectoryName(path)!);
    }

    private List<string> List(string prefix)
    {
        var names = new List<string>();
        int slash = prefix.LastIndexOf('/');
        Collect(slash < 0 ? "" : prefix[..(slash + 1)], prefix, names);
        names.Sort(StringComparer.Ordinal);
        return names;
    }

    private void Collect(string within, string prefix, List<string> names)
    {
        string directory = Path.Combine(_blobs, within);
        foreach (string file in files.List(directory))
        {
            if (file.EndsWith(BlobEnd, StringComparison.Ordinal) && (within + file).StartsWith(prefix, StringComparison.Ordinal)) names.Add(within + file[..^BlobEnd.Length]);
        }

        foreach (string sub in files.ListFolders(directory))
        {
            string inside = $"{within}{sub}/";
            if (inside.StartsWith(prefix, StringComparison.Ordinal)) Collect(inside, prefix, names);
        }
    }

    /// <summary>The lock against other processes: whoever has it works for milliseconds, so it is tried again for some seconds.</summary>
    private async ValueTask<IDisposable> LockAsync(CancellationToken ct)
    {
        long started = time.GetTimestamp();
        while (true)
        {
            try
            {
                return await RunAsync(Lock, ct);
            }
            catch (IOException) when (time.GetElapsedTime(started).TotalMilliseconds < LockPatienceMs)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(LockPauseMs), time, ct);
            }
        }
    }

    private IDisposable Lock()
    {
        files.CreateDirectory(_pointers);
        return files.Lock(Path.Combine(_pointers, "lock"));
    }

    private async Task RunAsync(Action work, CancellationToken ct) =>
        await RunAsync(() =>
        {
            work();
            return true;
        }, ct);

    private async Task<T> RunAsync<T>(Func<T> work, CancellationToken ct)
    {
        await _room.WaitAsync(ct);
        try
        {
            return await Task.Run(work, CancellationToken.None);
        }
        finally
        {
            _room.Release();
        }
    }

    private static string PathOf(string under, string name, string end) => Path.Combine(under, name + end);

    private static string TagOf(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
