using System.Globalization;
using Azure.Core;
using Azure.Data.Tables;
using Azure.Identity;
using Azure.Messaging.EventHubs;
using Azure.Storage.Blobs;
using GaOrleans.Cluster.Azure.EventHubs;
using Microsoft.Extensions.Configuration;

namespace GaOrleans.Cluster.Azure;

/// <summary>
/// The section <c>Azure</c> of the settings. In Azure the names of the storage account and of the Event Hubs namespace suffice, and the process's managed
/// identity opens them; connection strings are for the emulators.
/// </summary>
internal sealed record AzureSettings
{
    /// <summary>Name of the cluster, by which silos that share a storage account find their own; default <c>gaorleans</c>. Never changed once there is data.</summary>
    public string Cluster { get; set; } = "gaorleans";

    /// <summary>Name of the storage account, for tables and blobs.</summary>
    public string? StorageAccount { get; set; }

    /// <summary>Connection string of the storage emulator.</summary>
    public string? StorageConnection { get; set; }

    /// <summary>Host of the Event Hubs namespace, such as <c>gaorleans.servicebus.windows.net</c>.</summary>
    public string? EventHubsNamespace { get; set; }

    /// <summary>Connection string of the Event Hubs emulator.</summary>
    public string? EventHubsConnection { get; set; }

    /// <summary>Name of the event hub; default <c>hits</c>.</summary>
    public string EventHub { get; set; } = "hits";

    /// <summary>Container of all blobs; default <c>gaorleans</c>.</summary>
    public string Container { get; set; } = "gaorleans";

    /// <summary>Folder for batches of the archive being made; default one below the system's for temporary files. Nothing in it has to last.</summary>
    public string? ScratchFolder { get; set; }

    /// <summary>How hits go through Event Hubs.</summary>
    public EventHubHitOptions Hits { get; set; } = new();

    /// <summary>Reads the section.</summary>
    public static AzureSettings Read(IConfiguration configuration) => configuration.GetSection("Azure").Get<AzureSettings>() ?? new AzureSettings();

    /// <summary>What is wrong; null when all is well.</summary>
    public string? Problem()
    {
        if (StorageAccount is null == StorageConnection is null) return "one of Azure:StorageAccount and Azure:StorageConnection has to be set";
        if (EventHubsNamespace is null == EventHubsConnection is null) return "one of Azure:EventHubsNamespace and Azure:EventHubsConnection has to be set";
        if (Hits.CacheMinutes is < 1 or > 1440) return "Azure:Hits:CacheMinutes has to be 1 to 1,440";
        if (Hits.PersistSeconds < 1 || Hits.DeliverySeconds < 1) return "Azure:Hits:PersistSeconds and Azure:Hits:DeliverySeconds have to be at least 1";
        return Hits.ArchiveBytes is < 1024 or > 512 * 1024 * 1024 || Hits.ArchiveSeconds < 1 ? "Azure:Hits:ArchiveBytes has to be 1 KiB to 512 MiB, and ArchiveSeconds at least 1" : null;
    }

    /// <summary>The folder for batches of this process.</summary>
    public string Scratch() => Path.Combine(ScratchFolder ?? Path.GetTempPath(), string.Create(CultureInfo.InvariantCulture, $"gaorleans-{Environment.ProcessId}"));

    /// <summary>The client of tables.</summary>
    public TableServiceClient Tables() => StorageConnection is { } connection ? new TableServiceClient(connection) : new TableServiceClient(ServiceUri("table"), Credential());

    /// <summary>The client of the blob container.</summary>
    public BlobContainerClient Blobs() =>
        (StorageConnection is { } connection ? new BlobServiceClient(connection) : new BlobServiceClient(ServiceUri("blob"), Credential())).GetBlobContainerClient(Container);

    /// <summary>A connection to the event hub.</summary>
    public EventHubConnection Connect() =>
        EventHubsConnection is { } connection ? new EventHubConnection(connection, EventHub) : new EventHubConnection(EventHubsNamespace!, EventHub, Credential());

    private Uri ServiceUri(string service) => new($"https://{StorageAccount}.{service}.core.windows.net/");

    private static TokenCredential Credential() => new DefaultAzureCredential();
}
