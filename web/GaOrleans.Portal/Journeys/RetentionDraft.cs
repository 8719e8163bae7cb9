using GaOrleans.Portal.Queries.Drafts;

namespace GaOrleans.Portal.Journeys;

/// <summary>Cohorts as their page shows them; written as the body of <c>POST /api/v2/retention</c> (docs/reports.md, Journeys). Immutable.</summary>
public sealed record RetentionDraft : IJourneyDraft<RetentionDraft>
{
    private static readonly string[] Units = ["day", "week", "month"];

    /// <inheritdoc/>
    public DraftRange Range { get; init; } = new("91d");

    /// <inheritdoc/>
    public IReadOnlyList<DraftFilter> Filters { get; init; } = [];

    /// <summary>Unit of cohorts and of returning: day, week or month.</summary>
    public string Period { get; init; } = "day";

    /// <summary>Periods shown after the first; null for all.</summary>
    public int? Periods { get; init; }

    /// <summary>Days before the range in which a visitor must not have begun already.</summary>
    public int LookbackDays { get; init; }

    /// <summary>What begins; null for any event.</summary>
    public JourneyCondition? First { get; init; }

    /// <summary>What counts as returning; null for any event.</summary>
    public JourneyCondition? Return { get; init; }

    /// <inheritdoc/>
    public static RetentionDraft New { get; } = new() { Period = "week", Periods = 12 };

    /// <inheritdoc/>
    public bool IsFinished => First is not { IsEmpty: true } && Return is not { IsEmpty: true } && JourneyShape.AreFinished(Filters, [First ?? JourneyCondition.Empty, Return ?? JourneyCondition.Empty]);

    /// <inheritdoc/>
    public RetentionDraft With(DraftRange range, IReadOnlyList<DraftFilter> filters) => this with { Range = range, Filters = filters };

    /// <inheritdoc/>
    public static RetentionDraft? Read(string json) => JourneyShape.Read(json, new RetentionDraft(), (draft, member, shape) => member.Name switch
    {
        "period" => draft with { Period = Units[JourneyShape.OneOf(member.Value, shape, Units)] },
        "periods" => draft with { Periods = shape.Whole(member.Value, "periods") },
        "lookback_days" => draft with { LookbackDays = shape.Whole(member.Value, "lookback_days") },
        "first" => draft with { First = JourneyCondition.Read(member.Value, shape) },
        "return" => draft with { Return = JourneyCondition.Read(member.Value, shape) },
        _ => null,
    });

    /// <inheritdoc/>
    public string Write(bool indented = true) => JourneyShape.Write(this, indented, json =>
    {
        json.WriteString("period", Period);
        if (Periods is { } periods) json.WriteNumber("periods", periods);
        if (LookbackDays > 0) json.WriteNumber("lookback_days", LookbackDays);
        JourneyShape.Write(json, "first", First);
        JourneyShape.Write(json, "return", Return);
    });
}
