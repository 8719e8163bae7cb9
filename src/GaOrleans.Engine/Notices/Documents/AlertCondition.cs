namespace GaOrleans.Engine.Notices.Documents;

/// <summary>When an alert is to be sent.</summary>
/// <param name="Kind">What it waits for.</param>
/// <param name="Value">The number, in the unit of the metric; for changes the percentage.</param>
/// <param name="Minimum">For changes: the smallest volume that counts, so that 2 in place of 1 is no alarm. The larger of the number and what is usual has to reach it. Default 0.</param>
public sealed record AlertCondition(AlertKind Kind, double Value, double Minimum = 0)
{
    /// <summary>Whether it compares with the same weekday of the weeks before.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool IsChange => Kind is AlertKind.Up or AlertKind.Down or AlertKind.UpOrDown;
}
