namespace GaOrleans.Engine.Tests.Reports;

/// <summary>Queries, valid and not, of all metrics, dimensions and filters.</summary>
internal static class RandomQueries
{
    private static readonly string[] Metrics =
        ["visitors", "visits", "pageviews", "views_per_visit", "bounce_rate", "visit_duration", "events", "scroll_depth", "percentage", "conversion_rate", "group_conversion_rate", "average_revenue", "total_revenue", "time_on_page"];

    private static readonly string[] Dimensions =
        ["event:goal", "event:name", "event:page", "event:hostname", "event:props:plan", "visit:source", "visit:channel", "visit:country", "visit:country_name", "visit:entry_page", "visit:exit_page", "visit:city_name", "time", "time:minute", "time:hour", "time:week", "time:month"];

    private static readonly string[] Values = ["/", "/a", "*", "**", "", "(none)", "DE", "Buy", "Visit /a", "a|b", "^/.*$", "(", "\\ud83d\\ude00", "[^a]{3,9}", "(other)", "=1"];

    /// <summary>A query in JSON.</summary>
    public static string Make(Random random)
    {
        string metrics = Some(random, Metrics, 1 + random.Next(2)), dimensions = Some(random, Dimensions, random.Next(3));
        string filters = string.Join(',', Enumerable.Range(0, random.Next(3)).Select(_ => Filter(random, 0)));
        string range = Pick(random, ["\"day\"", "\"7d\"", "\"24h\"", "\"all\"", "\"12mo\"", "[\"2026-09-09\",\"2026-09-10\"]", "[\"2026-09-09T03:17:05Z\",\"2026-09-10T11:00:59+02:00\"]"]);
        string include = Pick(random, ["{}", "{\"total_rows\":true}", "{\"comparisons\":{\"mode\":\"previous_period\"}}", "{\"comparisons\":{\"mode\":\"year_over_year\",\"match_day_of_week\":true}}"]);
        return $$"""{"metrics":[{{metrics}}],"date_range":{{range}},"dimensions":[{{dimensions}}],"filters":[{{filters}}],"include":{{include}},"pagination":{"limit":{{random.Next(1, 20)}},"offset":{{random.Next(3)}} } }""";
    }

    private static string Filter(Random random, int depth)
    {
        switch (depth > 3 ? 9 : random.Next(10))
        {
            case 0:
                return $"[\"not\",{Filter(random, depth + 1)}]";
            case 1:
                return $"[\"and\",[{Filter(random, depth + 1)},{Filter(random, depth + 1)}]]";
            case 2:
                return $"[\"or\",[{Filter(random, depth + 1)},{Filter(random, depth + 1)}]]";
            case 3:
                return $"[\"{Pick(random, ["has_done", "has_not_done"])}\",{Filter(random, depth + 1)}]";
            default:
                string operation = Pick(random, ["is", "is_not", "contains", "contains_not", "matches", "matches_not"]);
                string modifiers = random.Next(4) == 0 ? ",{\"case_sensitive\":false}" : "";
                return $"[\"{operation}\",\"{Pick(random, Dimensions)}\",[{Some(random, Values, random.Next(3))}]{modifiers}]";
        }
    }

    private static string Some(Random random, string[] from, int count)
    {
        string[] shuffled = [.. from];
        random.Shuffle(shuffled);
        return string.Join(',', shuffled.Take(count).Select(name => $"\"{name}\""));
    }

    private static string Pick(Random random, string[] from) => from[random.Next(from.Length)];
}
