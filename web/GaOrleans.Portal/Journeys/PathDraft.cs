using System.Text.Json;
using GaOrleans.Portal.Queries.Drafts;

namespace GaOrleans.Portal.Journeys;

/// <summary>Paths as their page shows them; written as the body of <c>POST /api/v2/paths</c> (docs/reports.md, Journeys). Immutable.</summary>
public sealed record PathDraft : IJourneyDraft<PathDraft>
{
    /// <inheritdoc/>
    public DraftRange Range { get; init; } = DraftRange.Default;

    /// <inheritdoc/>
    public IReadOnlyList<DraftFilter> Filters { get; init; } = [];

    /// <summary>Where paths begin or end; null for the beginning of visits.</summary>
    public JourneyCondition? Anchor { get; init; }

    /// <summary>Whether paths end at the anchor; else they begin there.</summary>
    public bool IsBackward { get; init; }

    /// <summary>Whether events stand beside pages.</summary>
    public bool WithEvents { get; init; }

    /// <summary>Steps, 2 to 6.</summary>
    public int Steps { get; init; } = 4;

    /// <summary>Nodes a step, 1 to 50.</summary>
    public int Nodes { get; init; } = 10;

    /// <summary>Whether the same several times in a row counts each time.</summary>
    public bool Repeats { get; init; }

    /// <inheritdoc/>
    public static PathDraft New { get; } = new() { Nodes = 7 };

    /// <inheritdoc/>
    public bool IsFinished => Anchor is not { IsEmpty: true } && (Anchor is not null || !IsBackward) && JourneyShape.AreFinished(Filters, [Anchor ?? JourneyCondition.Empty]);

    /// <inheritdoc/>
    public PathDraft With(DraftRange range, IReadOnlyList<DraftFilter> filters) => this with { Range = range, Filters = filters };

    /// <inheritdoc/>
    public static PathDraft? Read(string json) => JourneyShape.Read(json, new PathDraft(), (draft, member, shape) => member.Name switch
    {
        "from" => draft.AnchoredAt(member.Value, isBackward: false, shape),
        "to" => draft.AnchoredAt(member.Value, isBackward: true, shape),
        "items" => draft with { WithEvents = JourneyShape.OneOf(member.Value, shape, "pages", "events") == 1 },
        "steps" => draft with { Steps = shape.Whole(member.Value, "steps") },
        "nodes" => draft with { Nodes = shape.Whole(member.Value, "nodes") },
        "repeats" => draft with { Repeats = shape.Flag(member.Value, "repeats") },
        _ => null,
    });

    /// <inheritdoc/>
    public string Write(bool indented = true) => JourneyShape.Write(this, indented, json =>
    {
        JourneyShape.Write(json, IsBackward ? "to" : "from", Anchor);
        json.WriteString("items", WithEvents ? "events" : "pages");
        json.WriteNumber("steps", Steps);
        json.WriteNumber("nodes", Nodes);
        if (Repeats) json.WriteBoolean("repeats", true);
    });

    private PathDraft AnchoredAt(JsonElement condition, bool isBackward, Shape shape)
    {
        if (Anchor is not null) shape.Refuse("Paths have one place where they begin or end");
        return this with { Anchor = JourneyCondition.Read(condition, shape), IsBackward = isBackward };
    }
}
