namespace GaOrleans.Simulation.Disk;

/// <summary>Decides, from the seed, which step fails and at which the process ends.</summary>
internal sealed class Trouble(Random random)
{
    private int _stepsToCrash = -1;

    /// <summary>Share of steps that fail while the disk is broken.</summary>
    public double FailureRate { get; set; }

    /// <summary>Whether the process has ended; every further step ends it again.</summary>
    public bool HasCrashed { get; private set; }

    public Random Random => random;

    /// <summary>Ends the process after so many steps.</summary>
    public void CrashAfter(int steps) => _stepsToCrash = steps;

    /// <summary>The process starts anew.</summary>
    public void Restart()
    {
        HasCrashed = false;
        _stepsToCrash = -1;
    }

    /// <summary>A step of the disk: may end the process.</summary>
    public void Step()
    {
        if (_stepsToCrash >= 0 && _stepsToCrash-- == 0) HasCrashed = true;
        if (HasCrashed) throw new SimulatedCrash();
    }

    /// <summary>Whether the step fails.</summary>
    public bool Fails() => FailureRate > 0 && random.NextDouble() < FailureRate;

    public bool Chance(double probability) => random.NextDouble() < probability;

    public IOException Fault(string doing, string path) =>
        new($"cannot {doing} {path}: {(Chance(0.5) ? "Input/output error" : "No space left on device")}; simulated");
}
