using GaOrleans.Cluster.Sites;
using GaOrleans.Cluster.Storage;
using GaOrleans.Core.Buckets;
using GaOrleans.Embedded.Files;
using GaOrleans.Engine.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Configuration;

namespace GaOrleans.Cluster.Buckets;

/// <summary>Adds buckets to a silo.</summary>
public static class BucketHosting
{
    private static readonly TimeSpan LongestQuantum = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Adds bucket, index and site grains with what they need. An <see cref="IBlobStore"/>, an <see cref="IDeadLetters"/>, an
    /// <see cref="Log.IPartitionMap"/>, a grain storage named <see cref="StreamNames.Storage"/> and the stream provider have to be added as well.
    /// What hits are caught up from is the local log unless another <see cref="IStreamCatchUp"/> was added before.
    /// </summary>
    public static ISiloBuilder AddBucketGrains(this ISiloBuilder silo, GaClusterOptions options)
    {
        options.Validate();
        IServiceCollection services = silo.Services;
        services.TryAddSingleton(options);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(BucketLimits.Default);
        services.TryAddSingleton<IStreamCatchUp, LogCatchUp>();
        services.TryAddSingleton<IBucketIndex, SiteBucketIndex>();
        services.TryAddSingleton<ISavedMarks, SavedMarks>();
        services.TryAddSingleton<IBucketChanges, StreamBucketChanges>();
        services.TryAddSingleton<ISiteData, ClusterSiteData>();
        services.AddSingleton<BucketServices>();
        services.Configure<GrainCollectionOptions>(collection => SetIdleTime(collection, TimeSpan.FromSeconds(options.IdleSeconds)));

        // A damaged bucket is told as what it is, also by another silo.
        services.Configure<Orleans.Serialization.ExceptionSerializationOptions>(exceptions => exceptions.SupportedNamespacePrefixes.Add("GaOrleans"));
        return silo;
    }

    /// <summary>Keeps blobs and dead letters as files of the data folder that all silos of the machine share.</summary>
    public static ISiloBuilder AddFileBlobs(this ISiloBuilder silo, string dataFolder)
    {
        silo.Services.TryAddSingleton<IFileSystem, DiskFileSystem>();
        silo.Services.AddSingleton<IBlobStore>(services => new FileBlobStore(services.GetRequiredService<IFileSystem>(), dataFolder, services.GetRequiredService<TimeProvider>()));
        silo.Services.AddSingleton<IDeadLetters>(services => new FileDeadLetters(
            services.GetRequiredService<IFileSystem>(), Path.Combine(dataFolder, "dead-letters"), WriterOf(services), services.GetRequiredService<TimeProvider>()));
        return silo;
    }

    /// <summary>A file name that no other process has, now or later.</summary>
    private static string WriterOf(IServiceProvider services) =>
        services.GetRequiredService<ILocalSiloDetails>().SiloAddress.ToString().Replace(':', '-').Replace('@', '-');

    private static void SetIdleTime(GrainCollectionOptions collection, TimeSpan idle)
    {
        TimeSpan half = idle / 2;
        if (collection.CollectionQuantum > half) collection.CollectionQuantum = half < LongestQuantum ? half : LongestQuantum;
        collection.ClassSpecificCollectionAge[typeof(BucketGrain).FullName!] = idle;
    }
}
