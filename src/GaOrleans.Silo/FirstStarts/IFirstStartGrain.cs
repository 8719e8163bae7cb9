namespace GaOrleans.Silo.FirstStarts;

/// <summary>Makes sure that a first start happens once in a cluster, whichever silo comes first. There is one of it, key 0.</summary>
[Alias("GaOrleans.FirstStart")]
internal interface IFirstStartGrain : IGrainWithIntegerKey
{
    /// <summary>Stores the staff key and creates the demo merchant, unless that was done before.</summary>
    /// <param name="staffKey">The staff key of the caller's environment, if any.</param>
    /// <returns>The secret of the demo merchant's key, for the one caller for whom it was made; null for all others.</returns>
    [Alias("Run")]
    ValueTask<string?> RunAsync(string? staffKey);
}
