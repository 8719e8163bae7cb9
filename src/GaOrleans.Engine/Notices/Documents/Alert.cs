namespace GaOrleans.Engine.Notices.Documents;

/// <summary>
/// A number that is watched: content of a document of the kind <see cref="Configuration.DocumentKind.Alert"/>, whose name is the alert's.
/// <code>
/// {"v":1,"metric":"visitors","filters":[["is","visit:source",["Google"]]],"period":"hour","condition":{"kind":"down","value":50,"minimum":100},
///  "quietHours":24,"to":["ada@example.com"],"webhook":null,"enabled":true,"since":1789000000000}
/// </code>
/// Version history: 1, the first. What a version does not know is refused, so a new property takes a new version.
/// </summary>
public sealed record Alert : INotice
{
    /// <summary>The metrics that can be watched: those that answer without a dimension.</summary>
    public static IReadOnlyList<string> Metrics { get; } =
        ["visitors", "visits", "pageviews", "events", "views_per_visit", "bounce_rate", "visit_duration", "conversion_rate", "total_revenue"];

    /// <summary>What is watched, one of <see cref="Metrics"/>.</summary>
    public required string Metric { get; init; }

    /// <summary>Filters in the language of reports, as JSON: a list.</summary>
    [System.Text.Json.Serialization.JsonConverter(typeof(RawJsonConverter))]
    public string Filters { get; init; } = "[]";

    /// <summary>How long a stretch is looked at each time.</summary>
    public required NoticePeriod Period { get; init; }

    /// <summary>When it is sent.</summary>
    public required AlertCondition Condition { get; init; }

    /// <summary>Hours of quiet after it was sent, 1 to 720. Default 24.</summary>
    public int QuietHours { get; init; } = 24;

    /// <inheritdoc/>
    public IReadOnlyList<string> To { get; init; } = [];

    /// <inheritdoc/>
    public HookTarget? Webhook { get; init; }

    /// <inheritdoc/>
    public bool Enabled { get; init; } = true;

    /// <inheritdoc/>
    public long Since { get; init; }

    /// <summary>Reads a document.</summary>
    /// <returns>The alert, or null with what is wrong.</returns>
    public static Alert? Read(string json, out string? error) => NoticeJson.Read<Alert>(json, NoticeRules.Problem, out error);

    /// <summary>The document.</summary>
    public string Write() => NoticeJson.Write(this);

    /// <summary>Whether another one watches the same.</summary>
    public bool Watches(Alert other) => (Metric, Filters, Period, Condition) == (other.Metric, other.Filters, other.Period, other.Condition);
}
