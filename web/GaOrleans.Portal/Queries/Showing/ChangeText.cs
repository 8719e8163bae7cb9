namespace GaOrleans.Portal.Queries.Showing;

/// <summary>Changes in words.</summary>
public static class ChangeText
{
    /// <summary>Such as <c>▲ 12%</c>; points for rates, a dash where there is nothing to compare with.</summary>
    public static string Of(string metric, double? change)
    {
        string unit = metric is "bounce_rate" or "conversion_rate" or "group_conversion_rate" ? " pt" : "%";
        return change switch
        {
            null => "–",
            > 0 => $"▲ {change:#,0.#}{unit}",
            < 0 => $"▼ {-change:#,0.#}{unit}",
            _ => "=",
        };
    }
}
