namespace GaOrleans.Embedded.Archive;

/// <summary>Reads parts of frames from the scratch file, some kilobytes ahead, since the parts of a hit are neighbours and hits of a frame often are.</summary>
internal sealed class ScratchReader(BatchScratch scratch)
{
    private const int AheadBytes = 2048;

    private byte[] _window = new byte[16 * 1024];
    private long _windowAt;
    private int _windowSize;

    /// <summary>A part of a frame; valid until the next call.</summary>
    public ReadOnlySpan<byte> Part(long frameAt, ScratchPart part)
    {
        long at = frameAt + part.At;
        if (at < _windowAt || at + part.Size > _windowAt + _windowSize) Fill(at, part.Size);
        return _window.AsSpan((int)(at - _windowAt), part.Size);
    }

    private void Fill(long at, int size)
    {
        int wanted = (int)Math.Min(scratch.SizeBytes - at, size + AheadBytes);
        if (_window.Length < wanted) _window = new byte[wanted * 2];
        _windowSize = 0;
        scratch.Read(at, _window.AsSpan(0, wanted));
        (_windowAt, _windowSize) = (at, wanted);
    }
}
