namespace GaOrleans.Demo.Sending;

/// <summary>Work that several tasks do together.</summary>
internal static class Together
{
    /// <summary>Ends when all have ended. The first failure stops the others, so that none waits for one that is gone, and is thrown.</summary>
    public static async Task Run(IEnumerable<Func<CancellationToken, Task>> parts, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        List<Task> running = [.. parts.Select(part => part(stop.Token))];
        Task? failed = null;
        while (running.Count > 0)
        {
            var done = await Task.WhenAny(running);
            running.Remove(done);
            if (done.IsCompletedSuccessfully || failed is not null) continue;
            failed = done;
            await stop.CancelAsync();
        }
        if (failed is not null) await failed;
    }
}
