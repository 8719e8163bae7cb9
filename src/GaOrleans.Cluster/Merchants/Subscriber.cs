namespace GaOrleans.Cluster.Merchants;

/// <summary>A silo that hears of changes.</summary>
/// <param name="Id">Its own, of this run.</param>
/// <param name="Silo">Its address.</param>
/// <param name="Observer">Where to tell it.</param>
[GenerateSerializer, Immutable, Alias("GaOrleans.Subscriber")]
public sealed record Subscriber([property: Id(0)] string Id, [property: Id(1)] SiloAddress Silo, [property: Id(2)] IConfigurationObserver Observer);
