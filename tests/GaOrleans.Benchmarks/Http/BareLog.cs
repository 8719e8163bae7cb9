using System.Buffers;
using Microsoft.Win32.SafeHandles;

namespace GaOrleans.Benchmarks.Http;

/// <summary>A file that is flushed once for all who wait.</summary>
internal sealed class BareLog : IDisposable
{
    private readonly Lock _lock = new();
    private readonly AutoResetEvent _wake = new(initialState: false);
    private readonly SafeFileHandle _file;
    private ArrayBufferWriter<byte> _gathering = new(1 << 20), _writing = new(1 << 20);
    private TaskCompletionSource _flushed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _closed;
    private long _length;

    public BareLog(string path)
    {
        _file = File.OpenHandle(path, FileMode.Create, FileAccess.Write, preallocationSize: 1L << 30);
        new Thread(Run) { IsBackground = true }.Start();
    }

    /// <summary>Appends.</summary>
    /// <returns>Completes when the bytes are stored.</returns>
    public Task Append(ReadOnlySequence<byte> bytes)
    {
        Task flushed;
        lock (_lock)
        {
            foreach (ReadOnlyMemory<byte> part in bytes) _gathering.Write(part.Span);
            flushed = _flushed.Task;
        }

        _wake.Set();
        return flushed;
    }

    public void Dispose()
    {
        _closed = true;
        _wake.Set();
        _wake.Dispose();
        _file.Dispose();
    }

    private void Run()
    {
        while (!_closed)
        {
            _wake.WaitOne();
            TaskCompletionSource flushed;
            lock (_lock)
            {
                (_gathering, _writing) = (_writing, _gathering);
                flushed = _flushed;
                _flushed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }

            RandomAccess.Write(_file, _writing.WrittenSpan, _length);
            _length += _writing.WrittenCount;
            _writing.ResetWrittenCount();
            RandomAccess.FlushToDisk(_file);
            flushed.SetResult();
        }
    }
}
