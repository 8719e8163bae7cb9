namespace GaOrleans.Embedded.Archive;

/// <summary>A copy of the part read last, since hits of one frame share their envelope and often what the client sent.</summary>
internal sealed class KeptPart
{
    private byte[] _bytes = new byte[1024];
    private ScratchPart _part;
    private long _frameAt = -1;

    /// <summary>The part, from the copy when it is the same as last time; valid until another is asked for.</summary>
    public ReadOnlySpan<byte> Of(long frameAt, ScratchPart part, ScratchReader reader)
    {
        if (frameAt != _frameAt || part != _part)
        {
            ReadOnlySpan<byte> read = reader.Part(frameAt, part);
            if (_bytes.Length < read.Length) _bytes = new byte[read.Length * 2];
            read.CopyTo(_bytes);
            (_frameAt, _part) = (frameAt, part);
        }

        return _bytes.AsSpan(0, part.Size);
    }
}
