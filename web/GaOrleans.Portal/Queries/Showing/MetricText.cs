using GaOrleans.Engine.Reports.Answered;

namespace GaOrleans.Portal.Queries.Showing;

/// <summary>Numbers of metrics in words.</summary>
public static class MetricText
{
    /// <summary>The number with its unit.</summary>
    public static string Of(string metric, AnsweredNumber number) => $"{number.Value} {number.Currency}{metric}";
}
