using System.Globalization;
using System.Text.Json;

namespace GaOrleans.Demo.Sending;

/// <summary>What the service said about the hits. Safe to use from several threads.</summary>
internal sealed class Tally
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, long> _dropped = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, long> _refused = new(StringComparer.Ordinal);
    private long _accepted;
    private long _duplicates;

    /// <summary>Hits answered so far, whatever the answer.</summary>
    public long Answered
    {
        get { lock (_gate) return _accepted + _duplicates + _dropped.Values.Sum() + _refused.Values.Sum(); }
    }

    /// <summary>Hits that count.</summary>
    public long Accepted
    {
        get { lock (_gate) return _accepted; }
    }

    /// <summary>Hits that were sent before, and count once.</summary>
    public long Duplicates
    {
        get { lock (_gate) return _duplicates; }
    }

    /// <summary>Hits dropped or refused.</summary>
    public long Others
    {
        get { lock (_gate) return _dropped.Values.Sum() + _refused.Values.Sum(); }
    }

    /// <summary>Counts one hit that was taken.</summary>
    public void Accept()
    {
        lock (_gate) _accepted++;
    }

    /// <summary>Counts hits that are not counted for a reason.</summary>
    public void Drop(string reason, long count = 1)
    {
        lock (_gate) _dropped[reason] = _dropped.GetValueOrDefault(reason) + count;
    }

    /// <summary>Counts hits that the service calls bad.</summary>
    public void Refuse(string error, long count = 1)
    {
        lock (_gate) _refused[error] = _refused.GetValueOrDefault(error) + count;
    }

    /// <summary>Counts what the answer to a batch says.</summary>
    public void Add(JsonElement answer)
    {
        lock (_gate)
        {
            _accepted += answer.GetProperty("accepted").GetInt64();
            if (answer.TryGetProperty("duplicates", out var duplicates)) _duplicates += duplicates.GetInt64();
        }
        foreach (var reason in Texts(answer, "dropped", "reason")) Drop(reason);
        foreach (var error in Texts(answer, "invalid", "error")) Refuse(error);
    }

    /// <summary>All counts in words.</summary>
    public override string ToString()
    {
        lock (_gate)
        {
            List<string> parts = [Words(_accepted, "accepted")];
            if (_duplicates > 0) parts.Add(Words(_duplicates, "sent before"));
            foreach (var (reason, count) in _dropped) parts.Add(Words(count, $"dropped ({reason})"));
            foreach (var (error, count) in _refused) parts.Add(Words(count, $"refused ({error})"));
            return string.Join(", ", parts);
        }
    }

    private static string Words(long count, string what) => string.Create(CultureInfo.InvariantCulture, $"{count:N0} {what}");

    private static IEnumerable<string> Texts(JsonElement answer, string list, string field) =>
        answer.TryGetProperty(list, out var items) && items.ValueKind == JsonValueKind.Array
            ? items.EnumerateArray().Select(item => item.TryGetProperty(field, out var text) ? text.ToString() : "no reason given")
            : [];
}
