namespace GaOrleans.Core.Reports.Planning;

/// <summary>What the executor counted for <see cref="PlannedTables"/>.</summary>
public sealed record CountedTables
{
    /// <summary>Of <see cref="PlannedTables.Main"/>.</summary>
    public required ReportTable Main { get; init; }

    /// <summary>Of <see cref="PlannedTables.ShareBase"/>.</summary>
    public ReportTable? ShareBase { get; init; }

    /// <summary>Of <see cref="PlannedTables.ConversionBase"/>.</summary>
    public ReportTable? ConversionBase { get; init; }

    /// <summary>Of <see cref="PlannedTables.GroupBase"/>.</summary>
    public ReportTable? GroupBase { get; init; }

    /// <summary>Of <see cref="PlannedTables.Revenue"/>.</summary>
    public IReadOnlyDictionary<string, ReportTable> Revenue { get; init; } = new Dictionary<string, ReportTable>(StringComparer.Ordinal);

    /// <summary>All tables.</summary>
    public IEnumerable<ReportTable> All
    {
        get
        {
            yield return Main;
            if (ShareBase is not null) yield return ShareBase;
            if (ConversionBase is not null) yield return ConversionBase;
            if (GroupBase is not null) yield return GroupBase;
            foreach (ReportTable table in Revenue.Values) yield return table;
        }
    }
}
