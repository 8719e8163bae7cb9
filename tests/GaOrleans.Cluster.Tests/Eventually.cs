namespace GaOrleans.Cluster.Tests;

/// <summary>Waits for what other silos bring about, with a deadline in place of a guess.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(20);

    /// <summary>Waits until a condition holds.</summary>
    /// <param name="holds">The condition.</param>
    /// <param name="what">What it is, for the failure.</param>
    /// <param name="seconds">How long at most.</param>
    public static async Task HoldsAsync(Func<Task<bool>> holds, string what, int seconds = 30)
    {
        long started = TimeProvider.System.GetTimestamp();
        while (!await holds())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(started).TotalSeconds < seconds, $"not within {seconds} s: {what}");
            await Task.Delay(Step, TimeProvider.System);
        }
    }
}
