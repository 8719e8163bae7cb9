namespace GaOrleans.Portal.Dashboard.Views;

/// <summary>With what a view is compared.</summary>
public enum CompareKind
{
    /// <summary>With the time of the same length just before.</summary>
    Previous,

    /// <summary>With nothing.</summary>
    None,

    /// <summary>With the same dates a year before.</summary>
    Year,

    /// <summary>With days chosen.</summary>
    Custom,
}
