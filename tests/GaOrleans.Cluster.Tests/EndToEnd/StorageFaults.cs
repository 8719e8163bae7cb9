using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;

namespace GaOrleans.Cluster.Tests.EndToEnd;

/// <summary>Makes the storage of grain state fail: before a write is made, or after it was made but before anybody is told.</summary>
internal sealed class StorageFaults
{
    private readonly Lock _lock = new();
    private Random _random = new(1);
    private double _before, _after;

    /// <summary>Writes that failed so far.</summary>
    public int Failed { get; private set; }

    /// <summary>Lets writes fail from now on.</summary>
    /// <param name="before">Share of writes that fail without being made.</param>
    /// <param name="after">Share of writes that are made, and fail all the same.</param>
    /// <param name="seed">Decides which.</param>
    public void Start(double before, double after, int seed)
    {
        lock (_lock) (_before, _after, _random) = (before, after, new Random(seed));
    }

    /// <summary>Writes succeed again.</summary>
    public void Stop() => Start(0, 0, 1);

    /// <summary>Puts itself around the storage that is registered.</summary>
    public void Wrap(IServiceCollection services)
    {
        ServiceDescriptor real = services.Last(service => service.ServiceType == typeof(IGrainStorage) && Equals(service.ServiceKey, StreamNames.Storage));
        services.Remove(real);
        services.AddKeyedSingleton<IGrainStorage>(StreamNames.Storage, (provider, key) => new Faulty(this, (IGrainStorage)real.KeyedImplementationFactory!(provider, key)));
    }

    private void Throw(bool after)
    {
        lock (_lock)
        {
            if (_random.NextDouble() >= (after ? _after : _before)) return;
            Failed++;
        }

        throw new IOException("cannot write the state: a fault was injected; try again");
    }

    private sealed class Faulty(StorageFaults faults, IGrainStorage real) : IGrainStorage
    {
        public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => real.ReadStateAsync(stateName, grainId, grainState);

        public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
        {
            string etag = grainState.ETag;
            bool existed = grainState.RecordExists;
            faults.Throw(after: false);
            await real.WriteStateAsync(stateName, grainId, grainState);
            try
            {
                faults.Throw(after: true);
            }
            catch (IOException)
            {
                // Whoever wrote does not learn the new ETag.
                (grainState.ETag, grainState.RecordExists) = (etag, existed);
                throw;
            }
        }

        public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
        {
            faults.Throw(after: false);
            await real.ClearStateAsync(stateName, grainId, grainState);
        }
    }
}
