using System.Text.Json;
using GaOrleans.Core.Reports.Filters;
using GaOrleans.Core.Reports.Queries;
using GaOrleans.Core.Visits;

namespace GaOrleans.Core.Reports.Journeys.Queries;

/// <summary>Reads what all journeys have in common; each kind reads its own members. Used once.</summary>
internal abstract class JourneyParser
{
    private readonly FilterParser _filters = new();
    private string? _siteId;
    private DateRangeSpec? _range;
    private DateOnly? _date;
    private IReadOnlyList<Filter> _common = [];
    private bool _hasRange;

    /// <summary>What is wrong so far.</summary>
    protected QueryErrors Errors { get; } = new();

    /// <summary>Reads a journey.</summary>
    /// <returns>The query, or null with the error.</returns>
    public JourneyQuery? Parse(JsonElement root, out string? error)
    {
        if (Expect(root, JsonValueKind.Object, "#", "Object"))
        {
            foreach (JsonProperty member in root.EnumerateObject())
            {
                if (!TakeCommon(member.Name, member.Value) && !Take(member.Name, member.Value)) Errors.Add($"#/{member.Name}", "Schema does not allow additional properties.");
            }

            if (!_hasRange) Errors.Add("#", "Required property date_range was not present.");
            CheckWhole();
        }

        error = Errors.Any ? Errors.ToString() : null;
        return error is null ? Make() with { SiteId = _siteId, DateRange = _range!, RelativeDate = _date, Filters = _common } : null;
    }

    /// <summary>Reads a member of the kind's own.</summary>
    /// <returns>Whether there is such a member.</returns>
    protected abstract bool Take(string name, JsonElement value);

    /// <summary>Notes what is wrong with the members together.</summary>
    protected abstract void CheckWhole();

    /// <summary>The query with the members of the kind's own.</summary>
    protected abstract JourneyQuery Make();

    /// <summary>Reads a condition.</summary>
    /// <param name="value">Its JSON.</param>
    /// <param name="path">Its place.</param>
    /// <param name="unnamed">What it is called when it says nothing better.</param>
    protected JourneyCondition? Condition(JsonElement value, string path, string unnamed)
    {
        if (!Expect(value, JsonValueKind.Object, path, "Object")) return null;
        string? name = null, goal = null, happened = null, page = null;
        IReadOnlyList<Filter> more = [];
        foreach (JsonProperty member in value.EnumerateObject())
        {
            string at = $"{path}/{member.Name}";
            switch (member.Name)
            {
                case "name": name = Text(member.Value, at, JourneyLimits.NameCharacters); break;
                case "goal": goal = Text(member.Value, at, QueryLimits.SizeBytes); break;
                case "event": happened = Text(member.Value, at, QueryLimits.SizeBytes); break;
                case "page": page = Text(member.Value, at, QueryLimits.SizeBytes); break;
                case "filters": more = FilterList(member.Value, at); break;
                default: Errors.Add(at, "Schema does not allow additional properties."); break;
            }
        }

        if (more.Any(HasDone)) Errors.Add($"{path}/filters", "Behavioral filters (has_done, has_not_done) are not allowed in a condition.");
        Filter[] all = [.. Named(goal, happened, page), .. more];
        if (all.Length == 0) Errors.Add(path, "Expected at least one of goal, event, page, filters.");
        return new JourneyCondition(name ?? goal ?? happened ?? page ?? unnamed, all);
    }

    /// <summary>Reads a whole number.</summary>
    protected int Whole(JsonElement value, string path, int least, int most)
    {
        if (value.ValueKind != JsonValueKind.Number || !value.TryGetInt64(out long number)) Errors.Add(path, $"Type mismatch. Expected Integer but got {InspectedJson.Of(value)}.");
        else if (number < least) Errors.Add(path, $"Expected the value to be >= {least}");
        else if (number > most) Errors.Add(path, $"Expected the value to be <= {most}");
        else return (int)number;
        return least;
    }

    /// <summary>Reads one of several names.</summary>
    /// <returns>Its place among them; 0 where it is none of them.</returns>
    protected int OneOf(JsonElement value, string path, params ReadOnlySpan<string> names)
    {
        for (int i = 0; value.ValueKind == JsonValueKind.String && i < names.Length; i++)
        {
            if (value.ValueEquals(names[i])) return i;
        }

        Errors.Add(path, $"Value {InspectedJson.Of(value)} is not allowed in enum.");
        return 0;
    }

    /// <summary>Notes a value of the wrong type.</summary>
    protected bool Expect(JsonElement value, JsonValueKind kind, string path, string name)
    {
        if (value.ValueKind == kind) return true;
        Errors.Add(path, $"Type mismatch. Expected {name} but got {InspectedJson.KindOf(value)}.");
        return false;
    }

    private static IEnumerable<Filter> Named(string? goal, string? happened, string? page)
    {
        static Filter Is(DimensionKind kind, string value) => new Filter.Match(MatchOperator.Is, new Dimension(kind), [value]);
        if (goal is not null) yield return Is(DimensionKind.Goal, goal);
        if (happened is not null) yield return Is(DimensionKind.EventName, happened);
        if (page is null) yield break;
        yield return Is(DimensionKind.EventName, VisitRules.PageviewName);
        yield return Is(DimensionKind.Page, page);
    }

    private static bool HasDone(Filter filter) => filter switch
    {
        Filter.HasDone => true,
        Filter.And and => and.Children.Any(HasDone),
        Filter.Or or => or.Children.Any(HasDone),
        Filter.Not not => HasDone(not.Child),
        _ => false,
    };

    private bool TakeCommon(string name, JsonElement value)
    {
        switch (name)
        {
            case "site_id":
                if (Expect(value, JsonValueKind.String, "#/site_id", "String")) _siteId = value.GetString();
                return true;
            case "date_range":
                _hasRange = true;
                _range = DateRangeParser.Parse(value, "#/date_range", Errors, out string? problem);
                if (problem is not null) Errors.Add("#/date_range", problem);
                return true;
            case "date":
                if (!Expect(value, JsonValueKind.String, "#/date", "String")) return true;
                if (DateRangeParser.TryDate(value.GetString()!, out DateOnly date)) _date = date;
                else Errors.Add("#/date", $"Invalid date {InspectedJson.Of(value)}");
                return true;
            case "filters":
                _common = FilterList(value, "#/filters");
                return true;
            default:
                return false;
        }
    }

    private string? Text(JsonElement value, string path, int most)
    {
        if (!Expect(value, JsonValueKind.String, path, "String")) return null;
        string text = value.GetString()!;
        if (text.Length == 0) Errors.Add(path, "Expected a minimum of 1 characters but got 0.");
        else if (text.Length > most) Errors.Add(path, $"Expected a maximum of {most} characters but got {text.Length}.");
        return text;
    }

    private IReadOnlyList<Filter> FilterList(JsonElement value, string path)
    {
        bool fine = _filters.ClauseError is null;
        IReadOnlyList<Filter> filters = _filters.ParseList(value, path, Errors);
        if (fine && _filters.ClauseError is { } problem) Errors.Add(path, problem);
        return filters;
    }
}
