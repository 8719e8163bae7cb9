namespace GaOrleans.Engine.Collecting;

/// <summary>How many visitors the parts of <see cref="VisitorContinuity"/> remember together, so that one read tells that nobody is.</summary>
internal sealed class ContinuityCount
{
    private int _value;

    /// <summary>The number; may be read at any time.</summary>
    public int Value => Volatile.Read(ref _value);

    /// <summary>Counts a change.</summary>
    public void Add(int change) => Interlocked.Add(ref _value, change);
}
