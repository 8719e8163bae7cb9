namespace GaOrleans.Cluster.Tests.Streams;

/// <summary>Consumes hits as buckets do.</summary>
public interface IBundleConsumer : IGrainWithStringKey;
