using GaOrleans.Engine;

namespace GaOrleans.Http.Reports;

/// <summary>How long answering queries takes, without reading the request and sending the answer.</summary>
internal sealed class ReportLatency : LatencyHistogram;
