using System.Text.Json;
using GaOrleans.Core.Reports.Journeys.Queries;
using GaOrleans.Core.Reports.Queries;

namespace GaOrleans.Core.Reports.Journeys.Funnels;

/// <summary>Reads funnels.</summary>
internal sealed class FunnelParser : JourneyParser
{
    private readonly List<JourneyCondition> _steps = [];
    private FunnelQuery _query = new() { Steps = [] };
    private bool _hasSteps;

    /// <inheritdoc/>
    protected override bool Take(string name, JsonElement value)
    {
        string path = $"#/{name}";
        switch (name)
        {
            case "steps": TakeSteps(value, path); break;
            case "window_seconds": _query = _query with { WindowSeconds = Whole(value, path, 1, JourneyLimits.WindowSeconds) }; break;
            case "scope": _query = _query with { IsWithinVisit = OneOf(value, path, "visitor", "visit") == 1 }; break;
            case "breakdown": TakeBreakdown(value, path); break;
            case "limit": _query = _query with { Limit = Whole(value, path, 1, JourneyLimits.MostGroups) }; break;
            default: return false;
        }

        return true;
    }

    /// <inheritdoc/>
    protected override void CheckWhole()
    {
        if (!_hasSteps) Errors.Add("#", "Required property steps was not present.");
    }

    /// <inheritdoc/>
    protected override JourneyQuery Make() => _query with { Steps = _steps };

    private void TakeSteps(JsonElement list, string path)
    {
        _hasSteps = true;
        _steps.Clear();
        if (!Expect(list, JsonValueKind.Array, path, "Array")) return;
        int count = list.GetArrayLength();
        if (count < JourneyLimits.LeastFunnelSteps) Errors.Add(path, $"Expected a minimum of {JourneyLimits.LeastFunnelSteps} items but got {count}.");
        if (count > JourneyLimits.MostFunnelSteps)
        {
            Errors.Add(path, $"Expected a maximum of {JourneyLimits.MostFunnelSteps} items but got {count}.");
            return;
        }

        for (int i = 0; i < count; i++)
        {
            if (Condition(list[i], $"{path}/{i}", $"Step {i + 1}") is { } step) _steps.Add(step);
        }
    }

    private void TakeBreakdown(JsonElement value, string path)
    {
        if (value.ValueKind == JsonValueKind.String && QueryNames.TryDimension(value.GetString()!, out Dimension dimension)
            && dimension is { IsEvent: false, IsTime: false, Kind: not DimensionKind.Segment }) _query = _query with { Breakdown = dimension };
        else Errors.Add(path, $"Invalid visit dimension {InspectedJson.Of(value)}");
    }
}
