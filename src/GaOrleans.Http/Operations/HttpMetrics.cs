using GaOrleans.Core.Hits;
using GaOrleans.Engine.Operations;
using GaOrleans.Http.Api;
using GaOrleans.Http.Collect;

namespace GaOrleans.Http.Operations;

/// <summary>The figures of the HTTP interfaces and of the process.</summary>
internal sealed class HttpMetrics(CollectCounters collect, StoreLatency latency, ApiCounters api) : IMetricSource
{
    /// <inheritdoc/>
    public void Write(MetricsWriter to)
    {
        to.Counter("ga_collect_requests_total", "Requests to the collector.", collect.Requests);
        to.Counter("ga_hits_accepted_total", "Hits stored and counted.", collect.Accepted);
        to.Counter("ga_hits_duplicate_total", "Hits whose event id was counted before.", collect.Duplicates);
        to.Counter("ga_hits_invalid_total", "Events and bodies that were wrong.", collect.Invalid);
        to.Start("ga_hits_dropped_total", "Well-formed hits that do not count, by reason.", "counter");
        foreach (DropReason reason in Enum.GetValues<DropReason>())
        {
            if (reason != DropReason.None) to.Sample("ga_hits_dropped_total", "reason", DropReasons.NameOf(reason), collect.Dropped(reason));
        }

        to.Start("ga_collect_refused_total", "Requests to the collector that were refused as a whole, by cause.", "counter");
        to.Sample("ga_collect_refused_total", "cause", "overloaded", collect.Overloaded);
        to.Sample("ga_collect_refused_total", "cause", "unavailable", collect.Unavailable);
        to.Sample("ga_collect_refused_total", "cause", "request", collect.Refused);
        to.Histogram("ga_store_seconds", "Time from handing a request's hits to the log until they are flushed and counted.", StoreLatency.Bounds, latency.Counts, latency.SumSeconds);
        to.Counter("ga_api_requests_total", "Calls of the reports and configuration interface.", api.Requests);
        to.Counter("ga_api_limited_total", "Calls refused because their key asked too often.", api.Limited);
        to.Counter("ga_api_unavailable_total", "Calls answered 503.", api.Unavailable);
        to.Counter("ga_reports_total", "Reports answered.", api.Reports);
        WriteProcess(to);
    }

    private static void WriteProcess(MetricsWriter to)
    {
        to.Gauge("process_working_set_bytes", "Memory of the process.", Environment.WorkingSet);
        to.Gauge("dotnet_gc_heap_bytes", "Managed heap after the last collection.", GC.GetGCMemoryInfo().HeapSizeBytes);
        to.Counter("dotnet_gc_allocated_bytes_total", "Bytes allocated.", GC.GetTotalAllocatedBytes());
        to.Counter("dotnet_gc_pause_seconds_total", "Time that collections stopped the process.", GC.GetTotalPauseDuration().TotalSeconds);
        to.Start("dotnet_gc_collections_total", "Collections by generation.", "counter");
        for (int generation = 0; generation <= GC.MaxGeneration; generation++)
        {
            to.Sample("dotnet_gc_collections_total", "generation", generation.ToString(), GC.CollectionCount(generation));
        }

        to.Gauge("dotnet_threadpool_threads", "Threads of the pool.", ThreadPool.ThreadCount);
        to.Gauge("dotnet_threadpool_queue_length", "Work that waits for a thread of the pool.", ThreadPool.PendingWorkItemCount);
    }
}
