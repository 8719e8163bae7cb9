namespace GaOrleans.Browser;

/// <summary>What the collector got, in order; tests wait on it instead of sleeping.</summary>
public sealed class Recorder
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly Lock _gate = new();
    private readonly List<Posted> _all = [];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Everything so far.</summary>
    public IReadOnlyList<Posted> All
    {
        get { lock (_gate) return [.. _all]; }
    }

    /// <summary>Adds a request and wakes who waits.</summary>
    public void Add(Posted posted)
    {
        lock (_gate)
        {
            _all.Add(posted);
            _changed.SetResult();
            _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    /// <summary>Waits for the first request that fits.</summary>
    public async Task<Posted> WaitFor(Func<Posted, bool> fits) => (await WaitFor(1, fits))[0];

    /// <summary>Waits for the first accepted event of this name.</summary>
    public Task<Posted> WaitFor(string name) => WaitFor(posted => posted.Accepted && posted.Name == name);

    /// <summary>Waits until so many requests fit, and returns them.</summary>
    public async Task<IReadOnlyList<Posted>> WaitFor(int count, Func<Posted, bool> fits)
    {
        var late = Task.Delay(Patience);
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                var found = _all.Where(fits).ToArray();
                if (found.Length >= count) return found;
                changed = _changed.Task;
            }
            if (await Task.WhenAny(changed, late) == late)
                Assert.Fail("Not posted in time. Posted were: " + string.Join("\n", All.Select(posted => $"{posted.Status} {posted.Body}")));
        }
    }
}
