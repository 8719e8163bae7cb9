namespace GaOrleans.Http.Operations;

/// <summary>A part of the service that has figures for <c>/metrics</c>.</summary>
public interface IMetricSource
{
    /// <summary>Writes its figures.</summary>
    void Write(MetricsWriter to);
}
