using System.Diagnostics.Metrics;
using GaOrleans.Cluster.Log;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace GaOrleans.Silo.Serving;

/// <summary>
/// Exports metrics and traces by OpenTelemetry's protocol when <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> says where to. Without it nothing is measured or traced
/// beyond what <c>/metrics</c> shows.
/// </summary>
internal sealed class Telemetry : IDisposable
{
    /// <summary>Says where to; the other variables of the standard hold as well.</summary>
    public const string EndpointVariable = "OTEL_EXPORTER_OTLP_ENDPOINT";

    private const string Service = "gaorleans-silo", OwnMeter = "GaOrleans", Orleans = "Microsoft.Orleans";
    private const string Requests = "Microsoft.AspNetCore", Hosting = "Microsoft.AspNetCore.Hosting", Kestrel = "Microsoft.AspNetCore.Server.Kestrel", Runtime = "System.Runtime";

    private readonly Meter _meter = new(OwnMeter);
    private readonly MeterProvider _metrics;
    private readonly TracerProvider _traces;

    private Telemetry(string silo)
    {
        ResourceBuilder resource = ResourceBuilder.CreateDefault().AddService(Service, serviceInstanceId: silo);
        _metrics = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource).AddMeter(OwnMeter, Orleans, Hosting, Kestrel, Runtime).AddOtlpExporter().Build();
        _traces = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource).AddSource(Requests, $"{Orleans}.*").AddOtlpExporter().Build();
    }

    /// <summary>Whether anything is to be exported.</summary>
    public static bool IsWanted(IConfiguration configuration) => !string.IsNullOrEmpty(configuration[EndpointVariable]);

    /// <summary>Starts exporting, if that is wanted.</summary>
    public static Telemetry? Start(IConfiguration configuration, string silo) => IsWanted(configuration) ? new Telemetry(silo) : null;

    /// <summary>Adds the figures of the cluster to what is exported.</summary>
    public void Observe(ClusterFigures figures)
    {
        _meter.CreateObservableGauge("ga.silos", () => figures.Silos, description: "Silos that are members of the cluster.");
        Each("ga.partition.lag", "Hits that are stored and not yet delivered to their buckets.", status => Math.Max(0, status.NextOffset - status.DeliveredTo));
        Each("ga.partition.unsaved", "Hits behind the offset before which all are in saved buckets.", status => Math.Max(0, status.NextOffset - status.SavedTo));
        Each("ga.partition.unarchived", "Hits that are not archived.", status => Math.Max(0, status.NextOffset - status.ArchivedTo));

        void Each(string name, string description, Func<PartitionStatus, long> value) => _meter.CreateObservableGauge(name, () => Measure(figures, value), description: description);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _traces.Dispose();
        _metrics.Dispose();
        _meter.Dispose();
    }

    private static IEnumerable<Measurement<long>> Measure(ClusterFigures figures, Func<PartitionStatus, long> value)
    {
        for (int i = 0; i < figures.Partitions.Count; i++)
        {
            if (figures.Partitions[i] is { } status) yield return new Measurement<long>(value(status), new KeyValuePair<string, object?>("partition", i));
        }
    }
}
