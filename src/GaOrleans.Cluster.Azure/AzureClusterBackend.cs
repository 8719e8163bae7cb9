using Azure.Data.Tables;
using Azure.Storage.Blobs;
using GaOrleans.Cluster.Azure.Archive;
using GaOrleans.Cluster.Azure.Blobs;
using GaOrleans.Cluster.Azure.DeadLetters;
using GaOrleans.Cluster.Azure.EventHubs;
using GaOrleans.Cluster.Buckets;
using GaOrleans.Cluster.Storage;
using GaOrleans.Embedded.Files;
using GaOrleans.Engine.Archive;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;

namespace GaOrleans.Cluster.Azure;

/// <summary>A cluster in Azure: membership and grain state in Table storage, rows and archive in Blob storage, hits through Event Hubs.</summary>
public sealed class AzureClusterBackend : IClusterBackend
{
    private const string MembershipTable = "gaorleanssilos", StateTable = "gaorleansstate";

    /// <inheritdoc/>
    public string? Problem(IConfiguration configuration) => AzureSettings.Read(configuration).Problem();

    /// <inheritdoc/>
    public void Configure(ISiloBuilder silo, IConfiguration configuration, GaClusterOptions options)
    {
        AzureSettings settings = AzureSettings.Read(configuration);
        TableServiceClient tables = settings.Tables();
        BlobContainerClient container = settings.Blobs();
        silo.Configure<ClusterOptions>(cluster => cluster.ClusterId = cluster.ServiceId = settings.Cluster);
        silo.UseAzureStorageClustering(table => (table.TableServiceClient, table.TableName) = (tables, MembershipTable));
        silo.AddAzureTableGrainStorage(StreamNames.Storage, table => (table.TableServiceClient, table.TableName) = (tables, StateTable));
        silo.Services.AddSingleton<IBlobStore>(new AzureBlobStore(container));
        silo.Services.AddSingleton<IDeadLetters, BlobDeadLetters>();
        silo.Services.AddSingleton(services => new BlobArchive(services.GetRequiredService<IBlobStore>(), new DiskFileSystem(), settings.Scratch(), options.Partitions));
        silo.Services.AddSingleton<IArchive>(services => services.GetRequiredService<BlobArchive>());
        silo.AddStartupTask(async (services, ct) =>
        {
            // The roles that a managed identity has may not include making containers; then it was made with the account.
            if (!await container.ExistsAsync(ct)) await container.CreateIfNotExistsAsync(cancellationToken: ct);
            int partitions = await services.GetRequiredService<EventHubClients>().PartitionsAsync(ct);
            if (partitions != options.Partitions) throw new ArgumentException($"the option Cluster.Partitions is {options.Partitions}, but the event hub {settings.EventHub} has {partitions} partitions: they have to be equal, and stay so");
        });
        silo.AddEventHubHitStreams(settings.EventHub, settings.Connect, tables, settings.Hits);
    }
}
