using System.Text.Json;

namespace GaOrleans.Core.Reports.Queries;

/// <summary>Reads <c>include</c>.</summary>
internal static class IncludeParser
{
    private const string Path = "#/include";
    private const string ComparisonPath = "#/include/comparisons";

    /// <summary>Reads the object. The <paramref name="error"/> is what is wrong with a date range that looks like one.</summary>
    public static QueryInclude Parse(JsonElement value, QueryErrors errors, ref string? error)
    {
        var include = new QueryInclude();
        if (value.ValueKind != JsonValueKind.Object)
        {
            errors.Add(Path, $"Type mismatch. Expected Object but got {InspectedJson.KindOf(value)}.");
            return include;
        }

        foreach (JsonProperty member in value.EnumerateObject())
        {
            include = member.Name switch
            {
                "time_labels" => include with { TimeLabels = Flag(member, Path, errors) },
                "total_rows" => include with { TotalRows = Flag(member, Path, errors) },
                "imports" => include with { Imports = Flag(member, Path, errors) },
                "comparisons" => include with { Comparisons = Comparison(member.Value, errors, ref error) },
                _ => Unknown(member, include, errors),
            };
        }

        return include;
    }

    private static QueryInclude Unknown(JsonProperty member, QueryInclude include, QueryErrors errors)
    {
        errors.Add($"{Path}/{member.Name}", "Schema does not allow additional properties.");
        return include;
    }

    private static bool Flag(JsonProperty member, string path, QueryErrors errors)
    {
        if (member.Value.ValueKind is JsonValueKind.True or JsonValueKind.False) return member.Value.GetBoolean();
        errors.Add($"{path}/{member.Name}", $"Type mismatch. Expected Boolean but got {InspectedJson.KindOf(member.Value)}.");
        return false;
    }

    private static ComparisonSpec? Comparison(JsonElement value, QueryErrors errors, ref string? error)
    {
        if (value.ValueKind == JsonValueKind.Null) return null;
        if (value.ValueKind != JsonValueKind.Object)
        {
            errors.Add(ComparisonPath, $"Type mismatch. Expected Object but got {InspectedJson.KindOf(value)}.");
            return null;
        }

        ComparisonMode? mode = null;
        DateRangeSpec? range = null;
        bool hasRange = false, matchDay = false;
        foreach (JsonProperty member in value.EnumerateObject())
        {
            switch (member.Name)
            {
                case "mode":
                    mode = Mode(member.Value, errors);
                    if (mode is null) return null;
                    break;
                case "date_range":
                    hasRange = true;
                    range = CustomRange(member.Value, errors, ref error);
                    break;
                case "match_day_of_week":
                    matchDay = Flag(member, ComparisonPath, errors);
                    break;
                default:
                    errors.Add($"{ComparisonPath}/{member.Name}", "Schema does not allow additional properties.");
                    break;
            }
        }

        if (mode is null) errors.Add(ComparisonPath, "Required property mode was not present.");
        else if (mode == ComparisonMode.Custom && !hasRange) errors.Add(ComparisonPath, "Required property date_range was not present.");
        else if (mode != ComparisonMode.Custom && hasRange) errors.Add($"{ComparisonPath}/date_range", "Expected only with mode \"custom\".");
        return mode is { } known ? new ComparisonSpec(known, range, matchDay) : null;
    }

    private static DateRangeSpec? CustomRange(JsonElement value, QueryErrors errors, ref string? error)
    {
        if (value.ValueKind == JsonValueKind.Array)
        {
            DateRangeSpec? range = DateRangeParser.Parse(value, $"{ComparisonPath}/date_range", errors, out string? problem);
            error ??= problem;
            return range;
        }

        errors.Add($"{ComparisonPath}/date_range", $"Invalid date range {InspectedJson.Of(value)}");
        return null;
    }

    private static ComparisonMode? Mode(JsonElement value, QueryErrors errors)
    {
        switch (value.ValueKind == JsonValueKind.String ? value.GetString() : null)
        {
            case "previous_period": return ComparisonMode.PreviousPeriod;
            case "year_over_year": return ComparisonMode.YearOverYear;
            case "custom": return ComparisonMode.Custom;
            default:
                errors.Add($"{ComparisonPath}/mode", $"Value {InspectedJson.Of(value)} is not allowed in enum.");
                return null;
        }
    }
}
