using System.Text.Json;
using GaOrleans.Core.Reports.Filters;

namespace GaOrleans.Core.Reports.Queries;

/// <summary>Reads filters. One that does not fit is named as a whole, because no part of it can be blamed with certainty.</summary>
internal sealed class FilterParser
{
    private int _filters;
    private int _values;
    private int _patterns;

    /// <summary>What is wrong with the values of a filter that is otherwise well-formed; the first such error.</summary>
    public string? ClauseError { get; private set; }

    /// <summary>Reads the list of filters at <paramref name="path"/>.</summary>
    public IReadOnlyList<Filter> ParseList(JsonElement list, string path, QueryErrors errors)
    {
        if (list.ValueKind != JsonValueKind.Array)
        {
            errors.Add(path, $"Type mismatch. Expected Array but got {InspectedJson.KindOf(list)}.");
            return [];
        }

        var filters = new List<Filter>();
        int index = 0;
        foreach (JsonElement item in list.EnumerateArray())
        {
            if (Parse(item, 1) is { } filter) filters.Add(filter);
            else errors.Add($"{path}/{index}", $"Invalid filter {InspectedJson.Of(item)}");
            index++;
        }

        if (_filters > QueryLimits.Filters) errors.Add(path, $"Expected at most {QueryLimits.Filters} conditions but got {_filters}.");
        if (_values > QueryLimits.FilterValues) errors.Add(path, $"Expected at most {QueryLimits.FilterValues} values but got {_values}.");
        if (_patterns > QueryLimits.Patterns) errors.Add(path, $"Expected at most {QueryLimits.Patterns} regular expressions but got {_patterns}.");
        return filters;
    }

    private Filter? Parse(JsonElement item, int depth)
    {
        if (depth > QueryLimits.FilterDepth || item.ValueKind != JsonValueKind.Array) return null;
        int length = item.GetArrayLength();
        if (length < 2 || item[0].ValueKind != JsonValueKind.String) return null;
        string name = item[0].GetString()!;
        if (QueryNames.TryOperator(name, out MatchOperator match)) return ParseMatch(item, length, match);
        if (length != 2) return null;
        switch (name)
        {
            case "and" or "or":
                return ParseChildren(item[1], depth) is { } children ? name == "and" ? new Filter.And(children) : new Filter.Or(children) : null;
            case "not":
                return Parse(item[1], depth + 1) is { } negated ? new Filter.Not(negated) : null;
            case "has_done" or "has_not_done":
                return Parse(item[1], depth + 1) is { } done ? new Filter.HasDone(done, name == "has_not_done") : null;
            default:
                return null;
        }
    }

    private List<Filter>? ParseChildren(JsonElement list, int depth)
    {
        if (list.ValueKind != JsonValueKind.Array || list.GetArrayLength() == 0) return null;
        var children = new List<Filter>();
        foreach (JsonElement item in list.EnumerateArray())
        {
            if (Parse(item, depth + 1) is not { } child) return null;
            children.Add(child);
        }

        return children;
    }

    private Filter.Match? ParseMatch(JsonElement item, int length, MatchOperator match)
    {
        if (length is < 3 or > 4 || item[1].ValueKind != JsonValueKind.String) return null;
        if (!QueryNames.TryDimension(item[1].GetString()!, out Dimension dimension) || !Allows(dimension, match)) return null;
        bool caseSensitive = true;
        if (length == 4 && !TryModifiers(item[3], out caseSensitive)) return null;
        if (ParseValues(item, dimension, match) is not { } values) return null;
        _filters++;
        _values += values.Count;
        return new Filter.Match(match, dimension, values, caseSensitive);
    }

    private static bool Allows(Dimension dimension, MatchOperator match) => dimension.Kind switch
    {
        DimensionKind.Segment => match == MatchOperator.Is,
        DimensionKind.Goal => match is MatchOperator.Is or MatchOperator.Contains,
        _ => !dimension.IsTime,
    };

    private static bool TryModifiers(JsonElement modifiers, out bool caseSensitive)
    {
        caseSensitive = true;
        if (modifiers.ValueKind != JsonValueKind.Object) return false;
        foreach (JsonProperty member in modifiers.EnumerateObject())
        {
            if (member.Name != "case_sensitive" || member.Value.ValueKind is not (JsonValueKind.True or JsonValueKind.False)) return false;
            caseSensitive = member.Value.GetBoolean();
        }

        return true;
    }

    private List<string>? ParseValues(JsonElement filter, Dimension dimension, MatchOperator match)
    {
        JsonElement list = filter[2];
        if (list.ValueKind != JsonValueKind.Array) return null;
        var values = new List<string>();
        bool texts = true, numbers = true;
        foreach (JsonElement item in list.EnumerateArray())
        {
            bool isText = item.ValueKind == JsonValueKind.String;
            if (!isText && !(item.ValueKind == JsonValueKind.Number && item.TryGetInt64(out _))) return null;
            texts &= isText;
            numbers &= !isText;
            values.Add(isText ? item.GetString()! : item.GetInt64().ToString());
        }

        if (!Fit(dimension.Kind, texts, numbers)) ClauseError ??= $"Invalid filter '{InspectedJson.Of(filter)}'.";
        else if (match is MatchOperator.Matches or MatchOperator.MatchesNot) CheckPatterns(values);
        else if (dimension.Kind == DimensionKind.Country && (match is MatchOperator.Is or MatchOperator.IsNot)) CheckCountries(values);
        return values;
    }

    private static bool Fit(DimensionKind kind, bool texts, bool numbers) => kind switch
    {
        DimensionKind.Segment => numbers,
        DimensionKind.City => texts || numbers,
        _ => texts,
    };

    private void CheckPatterns(List<string> values)
    {
        foreach (string pattern in values)
        {
            // Too many are refused anyway, so those beyond are not even made.
            if (++_patterns <= QueryLimits.Patterns && FilterPattern.Problem(pattern) is { } problem)
                ClauseError ??= $"Invalid filters. Invalid regular expression {InspectedJson.Of(pattern)}: {problem}";
        }
    }

    private void CheckCountries(List<string> values)
    {
        foreach (string value in values)
        {
            if (value.Length != 2)
                ClauseError ??= "Invalid visit:country filter, visit:country needs to be a valid 2-letter country code.";
        }
    }
}
