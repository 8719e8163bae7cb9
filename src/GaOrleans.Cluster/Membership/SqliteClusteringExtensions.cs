using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace GaOrleans.Cluster.Membership;

/// <summary>Registers the membership of a cluster on one machine.</summary>
public static class SqliteClusteringExtensions
{
    /// <summary>Keeps the members of the cluster in a SQLite file of a folder that all silos of the machine share.</summary>
    public static ISiloBuilder AddSqliteClustering(this ISiloBuilder builder, string folder) => builder.ConfigureServices(services =>
        services.AddSingleton<IMembershipTable>(provider => new SqliteMembershipTable(folder, provider.GetRequiredService<IOptions<ClusterOptions>>())));
}
