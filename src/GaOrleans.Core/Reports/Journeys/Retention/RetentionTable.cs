namespace GaOrleans.Core.Reports.Journeys.Retention;

/// <summary>A counted retention report.</summary>
/// <param name="Visitors">For each cohort its visitors.</param>
/// <param name="Returned">For each cohort the visitors who returned, by periods since.</param>
/// <param name="HasOtherRows">Whether a limit on distinct values has folded values of a dimension that the plan uses.</param>
public sealed record RetentionTable(long[] Visitors, long[][] Returned, bool HasOtherRows)
{
    /// <summary>A table without visitors, with the cells that a plan has.</summary>
    public static RetentionTable Empty(RetentionPlan plan)
    {
        int cohorts = plan.Periods.StartsMs.Length;
        var returned = new long[cohorts][];
        for (int cohort = 0; cohort < cohorts; cohort++) returned[cohort] = new long[(int)Math.Min(cohorts - cohort, plan.MostPeriods + 1L)];
        return new RetentionTable(new long[cohorts], returned, HasOtherRows: false);
    }
}
