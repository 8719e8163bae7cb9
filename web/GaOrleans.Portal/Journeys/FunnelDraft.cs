using System.Text.Json;
using GaOrleans.Core.Reports.Journeys.Queries;
using GaOrleans.Portal.Queries.Drafts;

namespace GaOrleans.Portal.Journeys;

/// <summary>A funnel as its page shows it; written as the body of <c>POST /api/v2/funnel</c> (docs/reports.md, Journeys). Immutable.</summary>
public sealed record FunnelDraft : IJourneyDraft<FunnelDraft>
{
    /// <summary>Fewest steps.</summary>
    public const int LeastSteps = JourneyLimits.LeastFunnelSteps;

    /// <summary>Most steps.</summary>
    public const int MostSteps = JourneyLimits.MostFunnelSteps;

    /// <inheritdoc/>
    public DraftRange Range { get; init; } = DraftRange.Default;

    /// <inheritdoc/>
    public IReadOnlyList<DraftFilter> Filters { get; init; } = [];

    /// <summary>The steps, in order.</summary>
    public IReadOnlyList<JourneyCondition> Steps { get; init; } = [];

    /// <summary>Seconds within which the steps must follow the first; null for the whole range.</summary>
    public int? WindowSeconds { get; init; }

    /// <summary>Whether all steps must lie in one visit.</summary>
    public bool WithinVisit { get; init; }

    /// <summary>The dimension of visits by which visitors are told apart; empty for none.</summary>
    public string Breakdown { get; init; } = "";

    /// <summary>Most groups of the breakdown; null for the default.</summary>
    public int? Limit { get; init; }

    /// <inheritdoc/>
    public static FunnelDraft New { get; } = new() { Steps = [new("", "", "", "/", []), JourneyCondition.Empty] };

    /// <summary>What is wrong with the number of steps; null when nothing is. Only what was written elsewhere can have too few or too many.</summary>
    public string? StepProblem => Steps.Count switch
    {
        < LeastSteps => $"A funnel needs at least {LeastSteps} steps: this one has {Steps.Count}.",
        > MostSteps => $"A funnel has at most {MostSteps} steps: this one has {Steps.Count}. Remove some.",
        _ => null,
    };

    /// <inheritdoc/>
    public bool IsFinished => StepProblem is null && Steps.All(step => !step.IsEmpty) && JourneyShape.AreFinished(Filters, Steps);

    /// <inheritdoc/>
    public FunnelDraft With(DraftRange range, IReadOnlyList<DraftFilter> filters) => this with { Range = range, Filters = filters };

    /// <inheritdoc/>
    public static FunnelDraft? Read(string json) => JourneyShape.Read(json, new FunnelDraft(), (draft, member, shape) => member.Name switch
    {
        "steps" => draft with { Steps = [.. shape.Items(member.Value, "The steps").Select(step => JourneyCondition.Read(step, shape))] },
        "window_seconds" => draft with { WindowSeconds = member.Value.ValueKind == JsonValueKind.Null ? null : shape.Whole(member.Value, "window_seconds") },
        "scope" => draft with { WithinVisit = JourneyShape.OneOf(member.Value, shape, "visitor", "visit") == 1 },
        "breakdown" => draft with { Breakdown = shape.Text(member.Value, "breakdown") },
        "limit" => draft with { Limit = shape.Whole(member.Value, "limit") },
        _ => null,
    });

    /// <inheritdoc/>
    public string Write(bool indented = true) => JourneyShape.Write(this, indented, json =>
    {
        json.WriteStartArray("steps");
        foreach (JourneyCondition step in Steps) step.Write(json);
        json.WriteEndArray();
        if (WindowSeconds is { } seconds) json.WriteNumber("window_seconds", seconds);
        if (WithinVisit) json.WriteString("scope", "visit");
        if (Breakdown.Length > 0) json.WriteString("breakdown", Breakdown);
        if (Limit is { } limit) json.WriteNumber("limit", limit);
    });
}
