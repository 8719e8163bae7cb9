using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Serialization;
using Orleans.Streams;

namespace GaOrleans.Cluster.Streams;

/// <summary>Makes the parts of the stream provider over the local log. A queue is a partition; its numeric id is the partition's number.</summary>
internal sealed class LogAdapterFactory : IQueueAdapterFactory
{
    private readonly LogCaches _caches = new();
    private readonly HashRingBasedStreamQueueMapper _mapper;
    private readonly LogQueueAdapter _adapter;
    private readonly LogFailureHandler _failures;

    private LogAdapterFactory(string name, int partitions, IServiceProvider services)
    {
        ILoggerFactory loggers = services.GetRequiredService<ILoggerFactory>();
        _mapper = new HashRingBasedStreamQueueMapper(new HashRingStreamQueueMapperOptions { TotalQueueCount = partitions }, name);
        _adapter = new LogQueueAdapter(
            name, partitions, _mapper, _caches, services.GetRequiredService<IGrainFactory>(), services.GetRequiredService<ISiloStatusOracle>(),
            services.GetRequiredService<Serializer>(),
            services.GetRequiredService<TimeProvider>(), loggers);
        _failures = new LogFailureHandler(loggers.CreateLogger<LogFailureHandler>());
    }

    /// <summary>Makes the factory of a provider.</summary>
    internal static LogAdapterFactory Create(IServiceProvider services, string name) => new(name, services.GetRequiredService<GaClusterOptions>().Partitions, services);

    /// <inheritdoc/>
    public Task<IQueueAdapter> CreateAdapter() => Task.FromResult<IQueueAdapter>(_adapter);

    /// <inheritdoc/>
    public IQueueAdapterCache GetQueueAdapterCache() => _caches;

    /// <inheritdoc/>
    public IStreamQueueMapper GetStreamQueueMapper() => _mapper;

    /// <inheritdoc/>
    public Task<IStreamFailureHandler> GetDeliveryFailureHandler(QueueId queueId) => Task.FromResult<IStreamFailureHandler>(_failures);
}
