namespace GaOrleans.Silo.FirstStarts;

/// <summary>Makes sure that a first start happens once in a cluster, whichever silo comes first. There is one of it, key 0.</summary>
[Alias("GaOrleans.FirstStart")]
internal interface IFirstStartGrain : IGrainWithIntegerKey
{
    /// <summary>Stores the staff key and creates the demo merchant and the first logins, unless that was done before.</summary>
    /// <param name="staffKey">The staff key of the caller's environment, if any.</param>
    /// <returns>What is to be shown, for the one caller for whom it was made; nothing for all others.</returns>
    [Alias("Begin")]
    ValueTask<FirstStartAnswer> RunAsync(string? staffKey);

    /// <summary>Notes that what was returned was handed out. A silo that dies before leaves it to the next that starts to make the logins anew.</summary>
    [Alias("Done")]
    ValueTask DoneAsync();
}
