using GaOrleans.Core.Reports;

namespace GaOrleans.Engine.Reports;

/// <summary>Views over which several plans are counted, one after another. Not safe for concurrent use.</summary>
public interface IReportScan
{
    /// <summary>Counts a plan.</summary>
    ReportTable Execute(ReportPlan plan);
}
