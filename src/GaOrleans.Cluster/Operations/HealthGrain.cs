using GaOrleans.Engine.Operations;

namespace GaOrleans.Cluster.Operations;

/// <inheritdoc cref="IHealthGrain"/>
internal sealed class HealthGrain(TimeProvider time) : Grain, IHealthGrain
{
    // Far above any cluster; keeps processes with ever new names from filling the memory.
    private const int MostProcesses = 1000;

    private readonly Dictionary<string, Told> _told = new(StringComparer.Ordinal);

    public ValueTask TellAsync(string name, Immutable<byte[]> health)
    {
        if (Of(name) is { } told) (told.At, told.Health) = (time.GetTimestamp(), health.Value);
        return default;
    }

    public ValueTask TellDroppedAsync(string name, Immutable<byte[]> dropped)
    {
        if (Of(name) is { } told) told.Dropped = dropped.Value;
        return default;
    }

    public ValueTask<Immutable<ToldHealth[]>> ReadAsync()
    {
        Forget();
        ToldHealth[] all = [.. _told.OrderBy(told => told.Key, StringComparer.Ordinal).Where(told => told.Value.Health.Length > 0)
            .Select(told => new ToldHealth((long)time.GetElapsedTime(told.Value.At).TotalMilliseconds, told.Value.Health))];
        return new(all.AsImmutable());
    }

    public ValueTask<Immutable<byte[][]>> ReadDroppedAsync()
    {
        Forget();
        byte[][] all = [.. _told.Values.Select(told => told.Dropped).Where(dropped => dropped.Length > 0)];
        return new(all.AsImmutable());
    }

    private Told? Of(string name)
    {
        if (_told.TryGetValue(name, out Told? told)) return told;
        if (_told.Count >= MostProcesses) Forget();
        return _told.Count >= MostProcesses ? null : _told[name] = new Told { At = time.GetTimestamp() };
    }

    private void Forget()
    {
        foreach (string silent in _told.Where(told => time.GetElapsedTime(told.Value.At) > HealthWatch.Remembered).Select(told => told.Key).ToArray()) _told.Remove(silent);
    }

    private sealed class Told
    {
        public long At { get; set; }

        public byte[] Health { get; set; } = [];

        public byte[] Dropped { get; set; } = [];
    }
}
