using Orleans.Concurrency;

namespace GaOrleans.Cluster.Merchants;

/// <summary>A silo that wants to know changes of the configuration.</summary>
[Alias("GaOrleans.ConfigurationObserver")]
public interface IConfigurationObserver : IGrainObserver
{
    /// <summary>Takes a merchant's document over; when the call completes, lookups show it.</summary>
    [Alias("Changed"), AlwaysInterleave]
    Task ChangedAsync(int merchantId, long version, [Immutable] byte[] document);
}
