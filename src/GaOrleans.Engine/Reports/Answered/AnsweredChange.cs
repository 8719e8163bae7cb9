using System.Runtime.InteropServices;

namespace GaOrleans.Engine.Reports.Answered;

/// <summary>
/// How a metric changed against the range compared with, told alike on dashboards, in queries and in mails.
/// Core tells a rise from nothing as 100 percent; people are told that a total is new, and of means and percentages, which were of nothing before, no change;
/// what changes by points does so from nothing too.
/// </summary>
/// <param name="By">In percent or in points; of what is new only its sign says something.</param>
/// <param name="InPoints">Whether it is points, not percent.</param>
/// <param name="IsNew">Whether there was nothing before.</param>
/// <param name="Mood">Whether it is good news.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct AnsweredChange(double By, bool InPoints, bool IsNew, ChangeMood Mood)
{
    /// <summary>Makes one.</summary>
    /// <param name="metric">What changed.</param>
    /// <param name="by">The change that was answered; null where there is none.</param>
    /// <param name="before">The number that it is against.</param>
    /// <returns>The change; null where none can be told.</returns>
    public static AnsweredChange? Of(MetricTraits metric, double? by, double? before)
    {
        if (by is not { } change) return null;
        bool fromNothing = before is 0 && !metric.ChangesInPoints;
        if (fromNothing && (change == 0 || !metric.IsTotal)) return null;
        return new AnsweredChange(change, metric.ChangesInPoints, fromNothing, metric.MoodOf(change));
    }
}
