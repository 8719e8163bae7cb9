namespace GaOrleans.Engine.Operations;

/// <summary>Puts together what the parts of this process tell, with rates and the last hour. One caller takes, every <see cref="Period"/>; anybody reads.</summary>
/// <param name="who">Name and role of the process.</param>
/// <param name="sources">The parts.</param>
/// <param name="log">The last warnings and errors.</param>
/// <param name="time">The clock.</param>
public sealed class HealthWatch(ProcessName who, IEnumerable<IHealthSource> sources, RecentLog log, TimeProvider time)
{
    /// <summary>How often figures are taken.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromSeconds(2);

    /// <summary>From when on a process that tells nothing is taken for dead.</summary>
    public static readonly TimeSpan Silent = TimeSpan.FromSeconds(12);

    /// <summary>How long a silent process is still told of.</summary>
    public static readonly TimeSpan Remembered = TimeSpan.FromMinutes(15);

    private const int RateSamples = 6, LinesTold = 25;

    private readonly IHealthSource[] _sources = [.. sources];
    private readonly HealthMinutes _minutes = new();
    private readonly Queue<(long At, long Accepted, long Reports)> _samples = new(RateSamples);
    private readonly long _startedMs = time.GetUtcNow().ToUnixTimeMilliseconds();
    private ProcessHealth? _latest;

    /// <summary>What was taken last; taken now when nothing was.</summary>
    public ProcessHealth Latest => Volatile.Read(ref _latest) ?? Take();

    /// <summary>Takes the figures of this moment.</summary>
    public ProcessHealth Take()
    {
        lock (_samples)
        {
            var health = new ProcessHealth { Name = who.Name, Role = who.Role, StartedMs = _startedMs, AtMs = time.GetUtcNow().ToUnixTimeMilliseconds(), MemoryBytes = Environment.WorkingSet };
            foreach (IHealthSource source in _sources) health = source.Tell(health);
            health = WithRates(health);
            health = health with { Minutes = _minutes.Take(health), Log = log.Latest(LinesTold) };
            Volatile.Write(ref _latest, health);
            return health;
        }
    }

    private ProcessHealth WithRates(ProcessHealth health)
    {
        long now = time.GetTimestamp();
        if (_samples.Count == RateSamples) _samples.Dequeue();
        _samples.Enqueue((now, health.Accepted, health.Reports));
        (long at, long accepted, long reports) = _samples.Peek();
        double seconds = time.GetElapsedTime(at, now).TotalSeconds;
        return seconds <= 0 ? health : health with { AcceptedPerSecond = (health.Accepted - accepted) / seconds, ReportsPerSecond = (health.Reports - reports) / seconds };
    }
}
