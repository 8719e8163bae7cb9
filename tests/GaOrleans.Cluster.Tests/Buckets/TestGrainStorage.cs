using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Orleans.Storage;

namespace GaOrleans.Cluster.Tests.Buckets;

/// <summary>
/// Grain storage in memory that outlives silos and that clusters can share, with ETags. <see cref="Faults"/> decides for every write of a kind of state
/// whether it fails before or after it is stored, or meets another's write.
/// </summary>
internal sealed class TestGrainStorage
{
    private readonly ConcurrentDictionary<string, (byte[] Bytes, string ETag)> _states = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();
    private long _writes;

    internal enum Fault
    {
        None,
        Before,
        After,
        Conflict,
    }

    internal Func<string, Fault> Faults { get; set; } = static _ => Fault.None;

    internal long Writes => Interlocked.Read(ref _writes);

    internal IEnumerable<string> Keys => _states.Keys;

    internal IGrainStorage For(IServiceProvider services) => new Storage(this, services.GetRequiredService<Serializer>());

    private static string KeyOf(string name, GrainId grain) => $"{name} {grain}";

    private sealed class Storage(TestGrainStorage shared, Serializer serializer) : IGrainStorage
    {
        public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
        {
            bool found = shared._states.TryGetValue(KeyOf(stateName, grainId), out (byte[] Bytes, string ETag) stored);
            grainState.State = found ? serializer.Deserialize<T>(stored.Bytes) : Activator.CreateInstance<T>();
            grainState.ETag = found ? stored.ETag : null;
            grainState.RecordExists = found;
            return Task.CompletedTask;
        }

        public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
        {
            await Task.Yield();
            Fault fault = shared.Faults(stateName);
            if (fault == Fault.Before) throw new IOException("the storage is out of order");
            string etag = Put(KeyOf(stateName, grainId), serializer.SerializeToArray(grainState.State), fault == Fault.Conflict ? "another" : grainState.ETag);
            if (fault == Fault.After) throw new IOException("the storage gave no answer");
            grainState.ETag = etag;
            grainState.RecordExists = true;
        }

        public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
        {
            lock (shared._lock)
            {
                Check(KeyOf(stateName, grainId), grainState.ETag);
                shared._states.TryRemove(KeyOf(stateName, grainId), out _);
            }

            grainState.ETag = null;
            grainState.RecordExists = false;
            grainState.State = Activator.CreateInstance<T>();
            return Task.CompletedTask;
        }

        private string Put(string key, byte[] bytes, string? etag)
        {
            lock (shared._lock)
            {
                Check(key, etag);
                string written = Interlocked.Increment(ref shared._writes).ToString();
                shared._states[key] = (bytes, written);
                return written;
            }
        }

        private void Check(string key, string? etag)
        {
            string? stored = shared._states.TryGetValue(key, out (byte[] Bytes, string ETag) state) ? state.ETag : null;
            if (stored != etag) throw new InconsistentStateException($"{key} was written by another", stored, etag);
        }
    }
}
