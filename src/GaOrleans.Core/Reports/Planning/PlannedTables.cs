namespace GaOrleans.Core.Reports.Planning;

/// <summary>The plans that together give the metrics of one range.</summary>
public sealed record PlannedTables
{
    /// <summary>The query's own grouping.</summary>
    public required ReportPlan Main { get; init; }

    /// <summary>The visitors of which <c>percentage</c> is a share: the same without grouping; null when not asked for.</summary>
    public ReportPlan? ShareBase { get; init; }

    /// <summary>The visitors of which <c>conversion_rate</c> is a share: without grouping and without the goal; null when not asked for.</summary>
    public ReportPlan? ConversionBase { get; init; }

    /// <summary>The visitors of which <c>group_conversion_rate</c> is a share: in the same groups without the goal; null when not asked for.</summary>
    public ReportPlan? GroupBase { get; init; }

    /// <summary>Revenue in each currency, for a grouping by goals.</summary>
    public IReadOnlyDictionary<string, ReportPlan> Revenue { get; init; } = new Dictionary<string, ReportPlan>(StringComparer.Ordinal);

    /// <summary>Visits all plans.</summary>
    public void Visit(Action<ReportPlan> visit)
    {
        visit(Main);
        if (ShareBase is not null) visit(ShareBase);
        if (ConversionBase is not null) visit(ConversionBase);
        if (GroupBase is not null) visit(GroupBase);
        foreach (ReportPlan plan in Revenue.Values) visit(plan);
    }

    /// <summary>Runs all plans and gives their tables.</summary>
    public CountedTables Count(Func<ReportPlan, ReportTable> execute) => new()
    {
        Main = execute(Main),
        ShareBase = ShareBase is null ? null : execute(ShareBase),
        ConversionBase = ConversionBase is null ? null : execute(ConversionBase),
        GroupBase = GroupBase is null ? null : execute(GroupBase),
        Revenue = Revenue.ToDictionary(pair => pair.Key, pair => execute(pair.Value), StringComparer.Ordinal),
    };
}
