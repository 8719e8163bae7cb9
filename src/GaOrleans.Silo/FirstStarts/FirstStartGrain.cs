using GaOrleans.Engine.Configuration;
using GaOrleans.Hosting;

namespace GaOrleans.Silo.FirstStarts;

/// <summary>Runs <see cref="FirstStart"/>, one call after the other.</summary>
internal sealed class FirstStartGrain(IConfigurationStore configuration) : Grain, IFirstStartGrain
{
    /// <inheritdoc/>
    public async ValueTask<string?> RunAsync(string? staffKey) => (await FirstStart.RunAsync(configuration, staffKey, dataFolder: null, CancellationToken.None))?.Secret;
}
