namespace GaOrleans.Simulation;

/// <summary>
/// Runs seeds on a thread of its own for each processor. A run waits for the archive's tasks, so on threads of the pool all runs
/// would wait for each other's continuations.
/// </summary>
internal static class Seeds
{
    /// <summary>Runs seeds from a first one on.</summary>
    /// <exception cref="AggregateException">Runs failed; after the first no further ones are begun.</exception>
    public static void Run(int first, int count, Action<int> run)
    {
        var failures = new List<Exception>();
        int next = first - 1;
        Thread[] threads = [.. Enumerable.Range(0, Environment.ProcessorCount).Select(_ => new Thread(Work))];
        foreach (Thread thread in threads) thread.Start();
        foreach (Thread thread in threads) thread.Join();
        if (failures.Count > 0) throw new AggregateException(failures);

        void Work()
        {
            try
            {
                for (int seed = Interlocked.Increment(ref next); seed < first + count && failures.Count == 0; seed = Interlocked.Increment(ref next)) run(seed);
            }
            catch (Exception e)
            {
                lock (failures) failures.Add(e);
            }
        }
    }
}
