namespace GaOrleans.Portal.Alerts;

/// <summary>One condition of an alert as it is typed.</summary>
internal sealed class FilterLine
{
    /// <summary>The dimension.</summary>
    public string Dimension { get; set; } = "event:page";

    /// <summary>How it is compared.</summary>
    public string Operator { get; set; } = "is";

    /// <summary>With what.</summary>
    public string Value { get; set; } = "";
}
