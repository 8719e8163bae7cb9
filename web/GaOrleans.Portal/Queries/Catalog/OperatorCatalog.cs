using GaOrleans.Core.Reports;
using GaOrleans.Core.Reports.Queries;

namespace GaOrleans.Portal.Queries.Catalog;

/// <summary>The operators of conditions in words, and which of them a dimension can have.</summary>
public static class OperatorCatalog
{
    private static readonly (string Name, string Label)[] All =
    [
        ("is", "is"), ("is_not", "is not"), ("contains", "contains"), ("contains_not", "does not contain"),
        ("matches", "matches expression"), ("matches_not", "does not match expression"),
    ];

    /// <summary>The operator in words.</summary>
    public static string Label(string name) => Array.Find(All, one => one.Name == name).Label ?? name;

    /// <summary>The operators that a dimension can have.</summary>
    public static IReadOnlyList<(string Name, string Label)> For(string dimension)
    {
        if (dimension == "segment") return All[..1];
        return QueryNames.TryDimension(dimension, out Dimension known) && known.Kind == DimensionKind.Goal ? [All[0], All[2]] : All;
    }

    /// <summary>Whether an operator compares with regular expressions.</summary>
    public static bool IsExpression(string name) => name is "matches" or "matches_not";
}
