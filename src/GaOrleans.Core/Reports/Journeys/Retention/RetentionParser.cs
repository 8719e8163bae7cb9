using System.Text.Json;
using GaOrleans.Core.Reports.Journeys.Queries;

namespace GaOrleans.Core.Reports.Journeys.Retention;

/// <summary>Reads retention reports.</summary>
internal sealed class RetentionParser : JourneyParser
{
    private RetentionQuery _query = new();

    /// <inheritdoc/>
    protected override bool Take(string name, JsonElement value)
    {
        string path = $"#/{name}";
        switch (name)
        {
            case "period": _query = _query with { Period = DimensionKind.TimeDay + OneOf(value, path, "day", "week", "month") }; break;
            case "periods": _query = _query with { Periods = Whole(value, path, 0, JourneyLimits.Periods) }; break;
            case "lookback_days": _query = _query with { LookbackDays = Whole(value, path, 0, JourneyLimits.LookbackDays) }; break;
            case "first": _query = _query with { First = Condition(value, path, "First") }; break;
            case "return": _query = _query with { Return = Condition(value, path, "Return") }; break;
            default: return false;
        }

        return true;
    }

    /// <inheritdoc/>
    protected override void CheckWhole()
    {
    }

    /// <inheritdoc/>
    protected override JourneyQuery Make() => _query;
}
