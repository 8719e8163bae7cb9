namespace GaOrleans.Engine.Notices.Documents;

/// <summary>
/// A report that is sent at fixed times: content of a document of the kind <see cref="Configuration.DocumentKind.Schedule"/>, whose name is the schedule's.
/// <code>
/// {"v":1,"query":"Top pages","keepsRange":false,"frequency":"weekly","hour":8,"weekday":1,"day":1,"format":"csv",
///  "to":["ada@example.com"],"webhook":{"url":"https://example.com/hook","secretId":"9f…"},"enabled":true,"since":1789000000000}
/// </code>
/// Version history: 1, the first. What a version does not know is refused, so a new property takes a new version.
/// </summary>
public sealed record Schedule : INotice
{
    /// <summary>The saved query that is answered; null for an overview of the site.</summary>
    public string? Query { get; init; }

    /// <summary>Whether the query keeps its own range of dates, as of the day of sending, instead of the period before it. Default no.</summary>
    public bool KeepsRange { get; init; }

    /// <summary>How often.</summary>
    public required Frequency Frequency { get; init; }

    /// <summary>At which local hour, 0 to 23. Where the clock skips it, when it is set forward; where the clock repeats it, the first time.</summary>
    public int Hour { get; init; } = 8;

    /// <summary>Weekly: the day, 1 for Monday to 7 for Sunday.</summary>
    public int Weekday { get; init; } = 1;

    /// <summary>Monthly: the day, 1 to 31; in shorter months the last one.</summary>
    public int Day { get; init; } = 1;

    /// <summary>How it comes by mail.</summary>
    public NoticeFormat Format { get; init; }

    /// <inheritdoc/>
    public IReadOnlyList<string> To { get; init; } = [];

    /// <inheritdoc/>
    public HookTarget? Webhook { get; init; }

    /// <inheritdoc/>
    public bool Enabled { get; init; } = true;

    /// <inheritdoc/>
    public long Since { get; init; }

    /// <summary>Reads a document.</summary>
    /// <returns>The schedule, or null with what is wrong.</returns>
    public static Schedule? Read(string json, out string? error) => NoticeJson.Read<Schedule>(json, NoticeRules.Problem, out error);

    /// <summary>The document.</summary>
    public string Write() => NoticeJson.Write(this);

    /// <summary>Whether another one is sent at the same times.</summary>
    public bool HasTimesOf(Schedule other) => (Frequency, Hour, Weekday, Day) == (other.Frequency, other.Hour, other.Weekday, other.Day);
}
