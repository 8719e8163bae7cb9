namespace GaOrleans.Engine.Notices.Writing;

/// <summary>What a notice says, before it becomes text or HTML. All texts are clean, none is encoded.</summary>
internal sealed record NoticePage
{
    /// <summary>The site.</summary>
    public required string Site { get; init; }

    /// <summary>The headline.</summary>
    public required string Title { get; init; }

    /// <summary>The days or the hour it is about.</summary>
    public required string When { get; init; }

    /// <summary>Sentences below the headline.</summary>
    public IReadOnlyList<string> Lines { get; init; } = [];

    /// <summary>Numbers that stand alone.</summary>
    public IReadOnlyList<NoticeFigure> Figures { get; init; } = [];

    /// <summary>Lists.</summary>
    public IReadOnlyList<NoticeList> Lists { get; init; } = [];

    /// <summary>Where to see more, if that is known.</summary>
    public Uri? View { get; init; }

    /// <summary>Why one gets it.</summary>
    public required string Reason { get; init; }

    /// <summary>Where to unsubscribe, if that is known.</summary>
    public Uri? Unsubscribe { get; init; }
}
