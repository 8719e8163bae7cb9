namespace GaOrleans.Http.Collect;

/// <summary>
/// Room for texts whose JSON escapes are resolved. It is sized once for a whole body, because unescaping never makes a text longer,
/// so spans handed out stay valid until they are rewound.
/// </summary>
internal sealed class TextArena
{
    // An escaped text may hold JSON with escaped texts of its own, and a section of properties repeats both with their lengths.
    private const int Copies = 4;
    private const int Spare = 1024;
    private const int KeptBytes = 64 * 1024;
    private byte[] _bytes = GC.AllocateUninitializedArray<byte>(KeptBytes);
    private int _used, _kept;

    /// <summary>Starts anew, with room for all texts of one body.</summary>
    public void Start(int bodyBytes)
    {
        _used = 0;
        _kept = 0;
        int needed = (Copies * bodyBytes) + Spare;
        if (_bytes.Length < needed || (_bytes.Length > KeptBytes && needed <= KeptBytes))
        {
            _bytes = GC.AllocateUninitializedArray<byte>(Math.Max(needed, KeptBytes));
        }
    }

    /// <summary>Keeps what has been taken so far until the next start.</summary>
    public void Keep() => _kept = _used;

    /// <summary>Forgets the texts of the event before.</summary>
    public void Rewind() => _used = _kept;

    /// <summary>The room left.</summary>
    public Span<byte> Free => _bytes.AsSpan(_used);

    /// <summary>Where the room left begins; what is taken next starts here.</summary>
    public int Position => _used;

    /// <summary>What was taken before.</summary>
    public ReadOnlySpan<byte> At(int position, int size) => _bytes.AsSpan(position, size);

    /// <summary>Takes the first bytes of the room.</summary>
    public Span<byte> Take(int size)
    {
        Span<byte> taken = _bytes.AsSpan(_used, size);
        _used += size;
        return taken;
    }
}
