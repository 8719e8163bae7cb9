namespace GaOrleans.Engine.Reports;

/// <summary>How an answer is written.</summary>
public enum ReportFormat
{
    /// <summary>JSON.</summary>
    Json,

    /// <summary>CSV.</summary>
    Csv,
}
