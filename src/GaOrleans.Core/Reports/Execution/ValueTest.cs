using System.Runtime.CompilerServices;

namespace GaOrleans.Core.Reports.Execution;

/// <summary>
/// Whether values of a dimension fulfil a condition, each value tried once. Safe for concurrent use: threads that race find out the same.
/// </summary>
internal sealed class ValueTest(DimensionValues values, Func<int, string, bool> condition, CancellationToken stop)
{
    private const byte Unknown = 0, Yes = 1, No = 2;

    private byte[] _byOrdinal = [];
    private byte[] _byId = [];

    /// <summary>Whether the value in a symbol fulfils it; -1 is a missing value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Holds(int ordinal)
    {
        byte known = Known(_byOrdinal, ordinal + 1);
        return known == Unknown ? Find(ordinal) : known == Yes;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static byte Known(byte[] answers, int index) => (uint)index < (uint)answers.Length ? answers[index] : Unknown;

    private bool Find(int ordinal)
    {
        int id = values.IdOf(ordinal);
        byte known = Known(_byId, id);
        if (known == Unknown)
        {
            // Expressions over many long values are what a report can take longest for.
            stop.ThrowIfCancellationRequested();
            known = condition(id, values.TextOf(id)) ? Yes : No;
            Note(ref _byId, id, known);
        }

        Note(ref _byOrdinal, ordinal + 1, known);
        return known == Yes;
    }

    private static void Note(ref byte[] answers, int index, byte answer)
    {
        byte[] noted = answers;
        if (index >= noted.Length)
        {
            // Answers that another thread is just noting may be lost; they are found again when needed.
            Array.Resize(ref noted, Math.Max(256, (index + 1) * 2));
            answers = noted;
        }

        noted[index] = answer;
    }
}
