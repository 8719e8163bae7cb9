using Microsoft.Extensions.Configuration;

namespace GaOrleans.Cluster;

/// <summary>
/// Where a cluster keeps what must outlive its processes: membership, grain state, blobs, the streams of hits and their archive. One for a single machine,
/// another for Azure. Implementations have a public constructor without parameters.
/// </summary>
public interface IClusterBackend
{
    /// <summary>Reads its settings and checks them.</summary>
    /// <param name="configuration">All settings of the process.</param>
    /// <returns>What is wrong, in words that name the setting; null when all is well.</returns>
    string? Problem(IConfiguration configuration);

    /// <summary>
    /// Registers clustering, the grain storage <see cref="StreamNames.Storage"/>, <see cref="Storage.IBlobStore"/> and the stream provider
    /// <see cref="StreamNames.Provider"/>. Called once, after <see cref="Problem"/> found nothing.
    /// </summary>
    void Configure(ISiloBuilder silo, IConfiguration configuration, GaClusterOptions options);
}
