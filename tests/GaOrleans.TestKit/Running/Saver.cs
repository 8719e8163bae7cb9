namespace GaOrleans.TestKit.Running;

/// <summary>Saves all the time, whether the service lives or not: a worker for each kind, over a few names each.</summary>
public sealed class Saver : IAsyncDisposable
{
    private const int Names = 4;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly SavingClient _client;
    private readonly SaveLedger _ledger;
    private readonly CancellationTokenSource _end = new();
    private readonly Task[] _workers;
    private int _last;

    /// <summary>Starts saving.</summary>
    public Saver(SavingClient client, SaveLedger ledger)
    {
        _client = client;
        _ledger = ledger;
        _workers = [.. SavingClient.Kinds.Select(kind => Task.Run(() => WorkAsync(kind)))];
    }

    /// <summary>Lets every worker finish what it has begun, and stops.</summary>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await Task.WhenAll(_workers);
        _end.Dispose();
    }

    private async Task WorkAsync(string kind)
    {
        for (int turn = 0; !_end.IsCancellationRequested; turn++)
        {
            string name = kind == "user" ? kind : $"{kind}{turn % Names}";
            int number = Interlocked.Increment(ref _last);
            _ledger.Send(name, number);
            if (await TrySaveAsync(kind, name, number)) _ledger.Acknowledge(name, number);
            await Task.Delay(Pause);
        }
    }

    private async Task<bool> TrySaveAsync(string kind, string name, int number)
    {
        try
        {
            if (await _client.SaveAsync(kind, name, number) is not { } answer) return true;
            // Out of reach, or changed meanwhile by a save of which nobody knew whether it was made.
            if (!answer.StartsWith("503", StringComparison.Ordinal) && !answer.StartsWith("422", StringComparison.Ordinal)) _ledger.Wonder($"{kind}: {answer}");
        }
        catch (Exception e) when (e is HttpRequestException or IOException or TaskCanceledException)
        {
            // It was killed meanwhile: nobody knows whether it is saved.
            return false;
        }

        return false;
    }
}
