using GaOrleans.Engine.Configuration;
using GaOrleans.Engine.Records;
using GaOrleans.Hosting;

namespace GaOrleans.Silo.FirstStarts;

/// <summary>Runs <see cref="FirstStart"/>, one call after the other.</summary>
internal sealed class FirstStartGrain(IConfigurationStore configuration, IRecordStore records, TimeProvider time) : Grain, IFirstStartGrain
{
    // So long passwords that were given to one silo are not made anew for another.
    private static readonly TimeSpan HandingOut = TimeSpan.FromSeconds(30);

    private long? _given;

    /// <inheritdoc/>
    public async ValueTask<FirstStartAnswer> RunAsync(string? staffKey)
    {
        if (_given is { } given && time.GetElapsedTime(given) < HandingOut)
        {
            if (staffKey is not null) await configuration.AddKnownKeyAsync(staffKey, StaffKey.Variable, KeyScopes.Staff, CancellationToken.None);
            return FirstStartAnswer.Nothing;
        }

        FirstStarted first = await FirstStart.RunAsync(configuration, records, staffKey, CancellationToken.None);
        if (!first.IsNothing) _given = time.GetTimestamp();
        return FirstStartAnswer.Of(first);
    }

    /// <inheritdoc/>
    public ValueTask DoneAsync() => FirstStart.DoneAsync(records, CancellationToken.None);
}
