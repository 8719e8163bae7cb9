using GaOrleans.Portal.Queries.Drafts;

namespace GaOrleans.Portal.Journeys;

/// <summary>What funnels, cohorts and paths have in common as drafts.</summary>
/// <typeparam name="TSelf">The draft.</typeparam>
public interface IJourneyDraft<TSelf>
    where TSelf : class, IJourneyDraft<TSelf>
{
    /// <summary>With what the merchant begins.</summary>
    static abstract TSelf New { get; }

    /// <summary>Over which time.</summary>
    DraftRange Range { get; }

    /// <summary>Conditions on all events; all of them must hold.</summary>
    IReadOnlyList<DraftFilter> Filters { get; }

    /// <summary>Whether it can be asked.</summary>
    bool IsFinished { get; }

    /// <summary>Reads the body of a request; null when it says what the page cannot show.</summary>
    static abstract TSelf? Read(string json);

    /// <summary>Writes the body of a request.</summary>
    string Write(bool indented = true);

    /// <summary>The same over another range and under other conditions.</summary>
    TSelf With(DraftRange range, IReadOnlyList<DraftFilter> filters);
}
