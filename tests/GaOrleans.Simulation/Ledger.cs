using GaOrleans.Core.Hits;
using GaOrleans.Engine.Collecting;

namespace GaOrleans.Simulation;

/// <summary>What clients sent and were told. Every hit has a visitor of its own, by which it is found again.</summary>
internal sealed class Ledger
{
    private readonly List<Sending> _waiting = [];
    private readonly List<Hit[]> _unanswered = [];
    private readonly HashSet<ulong> _sent = [], _acknowledged = [];

    public int Acknowledged => _acknowledged.Count;

    public ulong NextVisitor => (ulong)_sent.Count + 1;

    /// <summary>Notes a frame that was handed in.</summary>
    public void Add(Hit[] hits, ValueTask<SinkAnswer> answer)
    {
        foreach (Hit hit in hits) _sent.Add(hit.Visitor);
        _waiting.Add(new Sending(hits, answer));
        TakeAnswers();
    }

    /// <summary>Takes the answers that are there.</summary>
    public void TakeAnswers()
    {
        for (int i = _waiting.Count - 1; i >= 0; i--)
        {
            if (!_waiting[i].Answer.IsCompleted) continue;
            Sending sending = _waiting[i];
            _waiting.RemoveAt(i);
            if (sending.Answer.Result.Status == SinkStatus.Accepted)
            {
                foreach (Hit hit in sending.Hits) _acknowledged.Add(hit.Visitor);
            }
            else _unanswered.Add(sending.Hits);
        }
    }

    /// <summary>The process is gone: clients get no answer any more.</summary>
    public void Crash()
    {
        foreach (Sending sending in _waiting) _unanswered.Add(sending.Hits);
        _waiting.Clear();
    }

    /// <summary>A frame that a client sends again because it was not told that it was stored; its hits have event ids.</summary>
    public Hit[]? TakeRetry(Random random)
    {
        if (_unanswered.Count == 0) return null;
        int at = random.Next(_unanswered.Count);
        Hit[] hits = _unanswered[at];
        if (Array.Exists(hits, hit => hit.EventId == 0)) return null;
        _unanswered.RemoveAt(at);
        return hits;
    }

    /// <summary>Compares with what is counted.</summary>
    /// <exception cref="InvalidDataException">An acknowledged hit is missing, or a hit counted twice or never sent.</exception>
    public void Check(Dictionary<ulong, int> counts)
    {
        foreach (ulong visitor in _acknowledged)
        {
            if (!counts.ContainsKey(visitor)) throw new InvalidDataException($"hit {visitor} was acknowledged and is lost");
        }

        foreach ((ulong visitor, int count) in counts)
        {
            if (count != 1) throw new InvalidDataException($"hit {visitor} is counted {count} times");
            if (!_sent.Contains(visitor)) throw new InvalidDataException($"hit {visitor} was never sent");
        }
    }

    private readonly record struct Sending(Hit[] Hits, ValueTask<SinkAnswer> Answer);
}
