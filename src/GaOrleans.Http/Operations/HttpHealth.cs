using GaOrleans.Core.Hits;
using GaOrleans.Engine.Operations;
using GaOrleans.Engine.Reports;
using GaOrleans.Http.Api;
using GaOrleans.Http.Collect;
using GaOrleans.Http.Reports;

namespace GaOrleans.Http.Operations;

/// <summary>What the HTTP interfaces tell of the health of the process.</summary>
internal sealed class HttpHealth(CollectCounters collect, StoreLatency storing, ApiCounters api, ReportLatency reporting, ReportService reports, IReadiness readiness, TimeProvider time) : IHealthSource
{
    private readonly LatencyWindow _storing = new(time), _reporting = new(time);

    /// <inheritdoc/>
    public ProcessHealth Tell(ProcessHealth health) => health with
    {
        NotReadyBecause = readiness.NotReadyBecause,
        Accepted = collect.Accepted,
        Duplicates = collect.Duplicates,
        Invalid = collect.Invalid,
        Dropped = Dropped(),
        Refused = collect.Overloaded + api.Limited,
        Failed = collect.Unavailable + api.Unavailable,
        Storing = _storing.Read(storing),
        Reports = api.Reports,
        Reporting = _reporting.Read(reporting),
        CachedBytes = (health.CachedBytes ?? 0) + reports.CachedBytes,
    };

    private List<ReasonCount> Dropped()
    {
        var counts = new List<ReasonCount>();
        foreach (DropReason reason in Enum.GetValues<DropReason>())
        {
            if (reason != DropReason.None && collect.Dropped(reason) is > 0 and var hits) counts.Add(new ReasonCount(DropReasons.NameOf(reason), hits));
        }

        return counts;
    }
}
