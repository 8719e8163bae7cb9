namespace GaOrleans.Core.Reports.Execution;

/// <summary>
/// Whether values of a dimension fulfil a condition, each value tried once. Safe for concurrent use: threads that race find out the same.
/// </summary>
internal sealed class ValueTest(DimensionValues values, Func<int, string, bool> condition)
{
    private const byte Unknown = 0, No = 1, Yes = 2;

    private byte[] _answers = [];

    /// <summary>Whether the value in a symbol fulfils it; -1 is a missing value.</summary>
    public bool Holds(int ordinal)
    {
        int id = values.IdOf(ordinal);
        byte[] answers = _answers;
        byte known = (uint)id < (uint)answers.Length ? answers[id] : Unknown;
        return known == Unknown ? Find(id) : known == Yes;
    }

    private bool Find(int id)
    {
        bool holds = condition(id, values.TextOf(id));
        byte[] answers = _answers;
        if (id >= answers.Length)
        {
            // Answers that another thread is just noting may be lost; they are found again when needed.
            Array.Resize(ref answers, Math.Max(256, (id + 1) * 2));
            _answers = answers;
        }

        answers[id] = holds ? Yes : No;
        return holds;
    }
}
