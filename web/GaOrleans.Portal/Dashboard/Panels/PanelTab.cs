namespace GaOrleans.Portal.Dashboard.Panels;

/// <summary>A list behind a tab: the values of a dimension.</summary>
/// <param name="Key">Its name in addresses, unique in its panel.</param>
/// <param name="Label">What the tab says.</param>
/// <param name="Header">What the column of values says.</param>
/// <param name="Dimension">The dimension, by the name that it has in queries; that of properties is completed with the key.</param>
/// <param name="Metrics">The metrics of the full list, first the one that bars are drawn by.</param>
public sealed record PanelTab(string Key, string Label, string Header, string Dimension, IReadOnlyList<string> Metrics)
{
    /// <summary>The metrics of the short list.</summary>
    public IReadOnlyList<string> ShortMetrics { get; init; } = ["visitors", "percentage"];

    /// <summary>The menu that the tab is in; null for one of its own.</summary>
    public string? Menu { get; init; }

    /// <summary>Whether visits without a value are left out: of what few visits have, they would be the first row and hide the rest.</summary>
    public bool IsOptional => Menu is not null;

    /// <summary>The finer dimension that is shown once the view is filtered to one value of this one; null for none.</summary>
    public string? Drill { get; init; }

    /// <summary>What the column of the finer values says.</summary>
    public string? DrillHeader { get; init; }

    /// <summary>Whether the values are those of a property, whose key is chosen beside.</summary>
    public bool IsProperty => Dimension == PanelCatalogue.PropertyPrefix;

    /// <summary>Whether the values are goals.</summary>
    public bool IsGoal => Dimension == "event:goal";
}
