using GaOrleans.Core.Buckets;
using GaOrleans.Core.Reports;

namespace GaOrleans.Engine.Reports;

/// <summary>A plan that is counted part by part, visitors with a sketch.</summary>
public interface IReportAccumulation
{
    /// <summary>Counts a part of the range: a local day or the piece of one that lies in the range. Parts come once each and cover the range.</summary>
    /// <param name="chunk">The part.</param>
    /// <param name="views">Views that cover it and the visits across its ends.</param>
    void Add(TimeRange chunk, IReadOnlyList<BucketView> views);

    /// <summary>The table of all parts.</summary>
    ReportTable Finish();
}
