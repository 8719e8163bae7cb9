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
    /// <exception cref="LedgerMismatchException">An acknowledged hit is missing or counted twice.</exception>
    /// <exception cref="InvalidDataException">Another hit is counted twice, or one that was never sent.</exception>
    public void Check(Dictionary<ulong, int> counts)
    {
        foreach (ulong visitor in _acknowledged)
        {
            if (!counts.ContainsKey(visitor)) throw new LedgerMismatchException($"hit {visitor} was acknowledged and is lost");
        }

        CheckNoneTooMany(counts);
    }

    /// <summary>The part of <see cref="Check"/> that allows no loss, where losses are expected; those that are missing are not expected again.</summary>
    /// <returns>How many acknowledged hits are missing.</returns>
    public int TakeLosses(Dictionary<ulong, int> counts) => _acknowledged.RemoveWhere(visitor => !counts.ContainsKey(visitor));

    /// <summary>Compares with what is archived, where a hit that was sent again may be more than once.</summary>
    /// <exception cref="LedgerMismatchException">An acknowledged hit is missing.</exception>
    public void CheckArchived(HashSet<ulong> visitors)
    {
        foreach (ulong visitor in _acknowledged)
        {
            if (!visitors.Contains(visitor)) throw new LedgerMismatchException($"hit {visitor} was acknowledged and is not in the archive");
        }
    }

    /// <summary>The part of <see cref="Check"/> that allows no hit too many.</summary>
    public void CheckNoneTooMany(Dictionary<ulong, int> counts)
    {
        foreach ((ulong visitor, int count) in counts)
        {
            if (!_sent.Contains(visitor)) throw new InvalidDataException($"hit {visitor} was never sent");
            if (count == 1) continue;
            string what = $"hit {visitor} is counted {count} times";
            throw _acknowledged.Contains(visitor) ? new LedgerMismatchException(what) : new InvalidDataException(what);
        }
    }

    private readonly record struct Sending(Hit[] Hits, ValueTask<SinkAnswer> Answer);
}
