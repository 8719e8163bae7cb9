using System.Text.Json;
using GaOrleans.Core.Reports.Journeys.Queries;

namespace GaOrleans.Core.Reports.Journeys.Paths;

/// <summary>Reads paths.</summary>
internal sealed class PathParser : JourneyParser
{
    private PathQuery _query = new();

    /// <inheritdoc/>
    protected override bool Take(string name, JsonElement value)
    {
        string path = $"#/{name}";
        switch (name)
        {
            case "from": _query = _query with { From = Condition(value, path, "From") }; break;
            case "to": _query = _query with { To = Condition(value, path, "To") }; break;
            case "items": _query = _query with { HasOnlyPages = OneOf(value, path, "pages", "events") == 0 }; break;
            case "steps": _query = _query with { Steps = Whole(value, path, JourneyLimits.LeastPathSteps, JourneyLimits.MostPathSteps) }; break;
            case "nodes": _query = _query with { Nodes = Whole(value, path, 1, JourneyLimits.MostNodes) }; break;
            case "repeats":
                if (value.ValueKind is not (JsonValueKind.True or JsonValueKind.False)) _ = Expect(value, JsonValueKind.True, path, "Boolean");
                else _query = _query with { KeepsRepeats = value.GetBoolean() };
                break;
            default: return false;
        }

        return true;
    }

    /// <inheritdoc/>
    protected override void CheckWhole()
    {
        if (_query is { From: not null, To: not null }) Errors.Add("#", "Expected at most one of from, to.");
    }

    /// <inheritdoc/>
    protected override JourneyQuery Make() => _query;
}
