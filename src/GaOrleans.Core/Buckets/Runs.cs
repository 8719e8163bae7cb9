namespace GaOrleans.Core.Buckets;

/// <summary>Finds the runs of equal visitors.</summary>
internal static class Runs
{
    /// <summary>The first row of each run, and the number of rows as a last element.</summary>
    /// <param name="visitors">The visitor of each row, ascending.</param>
    /// <param name="runVisitors">The visitor of each run.</param>
    public static int[] Of(ReadOnlySpan<ulong> visitors, out ulong[] runVisitors)
    {
        int runs = visitors.IsEmpty ? 0 : 1;
        for (int row = 1; row < visitors.Length; row++)
        {
            if (visitors[row] != visitors[row - 1]) runs++;
        }

        runVisitors = new ulong[runs];
        var starts = new int[runs + 1];
        for (int row = 0, run = 0; row < visitors.Length; row++)
        {
            if (row > 0 && visitors[row] == visitors[row - 1]) continue;
            runVisitors[run] = visitors[row];
            starts[run++] = row;
        }

        starts[runs] = visitors.Length;
        return starts;
    }
}
