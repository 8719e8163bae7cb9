using System.Runtime.CompilerServices;
using GaOrleans.Core.Buckets;
using GaOrleans.Core.Reports;
using GaOrleans.Core.Reports.Planning;

namespace GaOrleans.Engine.Reports;

/// <summary>
/// Counts the plans of one range: over all views at once up to <see cref="ReportLimits.ExactRows"/> rows, else day by day, so that memory stays bounded.
/// </summary>
internal sealed class ReportRunner(IReportCalculator calculator, ReportLimits limits, ReportViews views)
{
    private const long WeekSeconds = 7 * 86_400;
    private const long YearSeconds = 365 * 86_400;

    // What visitors have done in all of a range can only be told from all of it.
    private const int WholeRangeFactor = 4;

    /// <summary>Counts.</summary>
    /// <param name="plans">The plans, all of one range.</param>
    /// <param name="ct">Cancels, also in the middle of a step.</param>
    /// <returns>The tables, or null when the range holds too much for plans that cannot be counted part by part.</returns>
    public async ValueTask<CountedTables?> CountAsync(PlannedTables plans, CancellationToken ct)
    {
        bool divisible = IsDivisible(plans);
        IReadOnlyList<BucketView>? all = await TryReadAsync(plans.Main.Range, divisible, ct);
        if (all is null) return divisible ? (await CountByDaysAsync([plans], plans.Main.Range, ct))[0] : null;
        return plans.Count(plan =>
        {
            ct.ThrowIfCancellationRequested();
            return calculator.Execute(plan with { Stop = ct }, all, limits.Parallelism);
        });
    }

    /// <summary>Whether plans can be counted part by part.</summary>
    public bool IsDivisible(PlannedTables plans)
    {
        bool divisible = true;
        plans.Visit(plan => divisible &= calculator.CanAccumulate(plan));
        return divisible;
    }

    /// <summary>Reads a range and what visits across its ends reach into.</summary>
    /// <param name="range">The range.</param>
    /// <param name="divisible">Whether it could be counted part by part.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>The views, or null when the range holds too much to be counted at once.</returns>
    public async ValueTask<IReadOnlyList<BucketView>?> TryReadAsync(TimeRange range, bool divisible, CancellationToken ct)
    {
        long mostRows = divisible ? limits.ExactRows : limits.ExactRows * WholeRangeFactor;
        IReadOnlyList<BucketView>? all = await TryReadAllAsync(range, mostRows, ct);
        return all is null ? null : await views.WithReachAsync(all, range, ct);
    }

    // Longer steps where there is little, so that years of a quiet site take few.
    private async ValueTask<IReadOnlyList<BucketView>?> TryReadAllAsync(TimeRange range, long mostRows, CancellationToken ct)
    {
        var all = new List<BucketView>();
        long rows = 0, step = WeekSeconds, end = views.EndHour(range);
        for (long hour = ReportViews.FirstKey(views.FirstHour(range)); hour < end; hour += step)
        {
            if (rows < mostRows / 16) step = Math.Min(step * 2, YearSeconds);
            IReadOnlyList<BucketView> read = await views.ReadAsync(hour, Math.Min(hour + step, end), ct);
            foreach (BucketView view in read) rows += view.RowCount;
            if (rows > mostRows) return null;
            all.AddRange(read);
        }

        return all;
    }

    /// <summary>Counts plans of one range day by day, each day read once.</summary>
    public async ValueTask<CountedTables[]> CountByDaysAsync(IReadOnlyList<PlannedTables> reports, TimeRange range, CancellationToken ct)
    {
        var accumulations = new Dictionary<ReportPlan, IReportAccumulation>(PlanIdentity.Instance);
        foreach (PlannedTables plans in reports) plans.Visit(plan => accumulations.TryAdd(plan, calculator.Accumulate(plan with { Stop = ct }, limits.Parallelism)));
        for (long from = range.FromMs; from < range.ToMs;)
        {
            var day = new TimeRange(from, Math.Min(views.NextDay(from), range.ToMs));
            IReadOnlyList<BucketView> read = await views.ReadAsync(ReportViews.FirstKey(views.FirstHour(day)), views.EndHour(day), ct);
            read = await views.WithReachAsync(read, day, ct);
            foreach (IReportAccumulation accumulation in accumulations.Values)
            {
                ct.ThrowIfCancellationRequested();
                accumulation.Add(day, read);
            }

            from = day.ToMs;
        }

        return [.. reports.Select(plans => plans.Count(plan => accumulations[plan].Finish()))];
    }

    // Plans differ; comparing their contents would only cost.
    private sealed class PlanIdentity : IEqualityComparer<ReportPlan>
    {
        public static PlanIdentity Instance { get; } = new();

        public bool Equals(ReportPlan? x, ReportPlan? y) => ReferenceEquals(x, y);

        public int GetHashCode(ReportPlan plan) => RuntimeHelpers.GetHashCode(plan);
    }
}
