namespace GaOrleans.Cluster.Log;

/// <summary>The last block of each sender and its answer, so that a block which comes twice to one owner is stored once. Safe for concurrent use.</summary>
internal sealed class KnownSenders
{
    private const int MostSenders = 4_096;

    private readonly Lock _lock = new();
    private readonly Dictionary<ulong, (ulong Number, Task<AppendAnswer> Answer)> _last = [];

    /// <summary>Gives the answer to a block, from before or by storing it now.</summary>
    internal async ValueTask<AppendAnswer> AnswerAsync(BlockOrigin origin, Func<ValueTask<AppendAnswer>> store)
    {
        var answer = new TaskCompletionSource<AppendAnswer>(TaskCreationOptions.RunContinuationsAsynchronously);
        Task<AppendAnswer>? before = null;
        lock (_lock)
        {
            if (_last.TryGetValue(origin.Sender, out (ulong Number, Task<AppendAnswer> Answer) last) && last.Number >= origin.Number)
            {
                // One that was overtaken has been given up by its sender.
                if (last.Number > origin.Number) return AppendAnswer.Refused(AppendStatus.Unavailable);
                before = last.Answer;
            }
            else
            {
                if (_last.Count >= MostSenders) ForgetAnswered();
                _last[origin.Sender] = (origin.Number, answer.Task);
            }
        }

        if (before is not null) return await before;
        await StoreAsync(origin, store, answer);
        return await answer.Task;
    }

    private async Task StoreAsync(BlockOrigin origin, Func<ValueTask<AppendAnswer>> store, TaskCompletionSource<AppendAnswer> answer)
    {
        try
        {
            AppendAnswer result = await store();
            // Of what was refused as a whole nothing is stored: the same block may be tried again.
            if (result.Offsets.Length == 0) Forget(origin);
            answer.SetResult(result);
        }
        catch (Exception e)
        {
            Forget(origin);
            answer.SetException(e);
        }
    }

    private void Forget(BlockOrigin origin)
    {
        lock (_lock)
        {
            if (_last.TryGetValue(origin.Sender, out (ulong Number, Task<AppendAnswer> Answer) last) && last.Number == origin.Number) _last.Remove(origin.Sender);
        }
    }

    private void ForgetAnswered()
    {
        foreach ((ulong sender, (ulong _, Task<AppendAnswer> answer)) in _last.ToArray())
        {
            if (answer.IsCompleted) _last.Remove(sender);
        }
    }
}
