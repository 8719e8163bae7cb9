using GaOrleans.Engine;

namespace GaOrleans.Http.Collect;

/// <summary>How long the sink takes to store requests: from handing in the frame to its being flushed and applied.</summary>
internal sealed class StoreLatency : LatencyHistogram;
