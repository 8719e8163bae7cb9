using System.Buffers;

namespace GaOrleans.Http.Collect;

/// <summary>A byte buffer that is kept between requests. Growing moves it, so spans into it hold only until the next <see cref="Reserve"/>.</summary>
internal sealed class GrowingBuffer(int keptBytes) : IBufferWriter<byte>
{
    private byte[] _bytes = GC.AllocateUninitializedArray<byte>(keptBytes);

    /// <summary>Bytes in use.</summary>
    public int Length { get; private set; }

    /// <summary>What has been written.</summary>
    public ReadOnlyMemory<byte> Memory => _bytes.AsMemory(0, Length);

    /// <summary>What has been written.</summary>
    public Span<byte> Span => _bytes.AsSpan(0, Length);

    /// <summary>Room for at least so many further bytes.</summary>
    public Span<byte> Reserve(int size)
    {
        MakeRoom(size);
        return _bytes.AsSpan(Length);
    }

    /// <summary>Room for at least so many further bytes.</summary>
    public Memory<byte> ReserveMemory(int size)
    {
        MakeRoom(size);
        return _bytes.AsMemory(Length);
    }

    /// <summary>Counts bytes that were written into the room reserved.</summary>
    public void Advance(int size) => Length += size;

    /// <summary>Appends.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Reserve(bytes.Length));
        Length += bytes.Length;
    }

    /// <summary>Appends.</summary>
    public void Append(in ReadOnlySequence<byte> bytes)
    {
        bytes.CopyTo(Reserve((int)bytes.Length));
        Length += (int)bytes.Length;
    }

    /// <summary>Forgets the content, and the memory as well when a large request has blown it up.</summary>
    public void Clear()
    {
        Length = 0;
        if (_bytes.Length > 8 * keptBytes) _bytes = GC.AllocateUninitializedArray<byte>(keptBytes);
    }

    Memory<byte> IBufferWriter<byte>.GetMemory(int sizeHint) => ReserveMemory(Math.Max(sizeHint, 1));

    Span<byte> IBufferWriter<byte>.GetSpan(int sizeHint) => Reserve(Math.Max(sizeHint, 1));

    private void MakeRoom(int size)
    {
        if (_bytes.Length - Length >= size) return;
        Array.Resize(ref _bytes, Math.Max(Length + size, 2 * _bytes.Length));
    }
}
