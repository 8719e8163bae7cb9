namespace GaOrleans.Core.Reports.Journeys.Funnels;

/// <summary>Visitors and durations by step. Belongs to one thread.</summary>
internal sealed class FunnelTally
{
    private readonly long[] _visitors;
    private readonly Durations[] _durations;

    /// <summary>Makes an empty tally.</summary>
    public FunnelTally(int steps)
    {
        _visitors = new long[steps];
        _durations = new Durations[steps];
        for (int i = 0; i < steps; i++) _durations[i] = new Durations();
    }

    /// <summary>Counts a visitor at a step.</summary>
    public void Enter(int step) => _visitors[step]++;

    /// <summary>Counts a visitor at a step that took so long since the step before.</summary>
    public void Enter(int step, long sinceMs)
    {
        _visitors[step]++;
        _durations[step].Add(sinceMs);
    }

    /// <summary>Counts a visitor by its chain.</summary>
    public void Add(Chain chain)
    {
        Enter(0);
        for (int step = 1; step < chain.Steps; step++) Enter(step, chain.TimesMs[step] - chain.TimesMs[step - 1]);
    }

    /// <summary>Adds what was counted for other visitors.</summary>
    public void Add(FunnelTally others)
    {
        for (int i = 0; i < _visitors.Length; i++)
        {
            _visitors[i] += others._visitors[i];
            _durations[i].Add(others._durations[i]);
        }
    }

    /// <summary>The steps.</summary>
    public IReadOnlyList<FunnelStep> Steps()
    {
        var steps = new FunnelStep[_visitors.Length];
        for (int i = 0; i < steps.Length; i++) steps[i] = new FunnelStep(_visitors[i], _durations[i].MedianSeconds());
        return steps;
    }
}
