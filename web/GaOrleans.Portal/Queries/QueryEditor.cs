using GaOrleans.Portal.Queries.Drafts;

namespace GaOrleans.Portal.Queries;

/// <summary>
/// A query while it is edited, in the builder and as JSON side by side: each edit of one changes the other. JSON that the builder cannot show stays as it
/// was typed, and there is no draft until it can be shown again.
/// </summary>
public sealed class QueryEditor(QueryCheck check)
{
    /// <summary>The query as JSON, as it was typed or as the builder wrote it.</summary>
    public string Json { get; private set; } = "";

    /// <summary>The query as the builder shows it; null when it cannot.</summary>
    public QueryDraft? Draft { get; private set; }

    /// <summary>Why the builder cannot show it; null when it can.</summary>
    public string? NotShown { get; private set; }

    /// <summary>What the service would refuse.</summary>
    public IReadOnlyList<QueryProblem> Problems { get; private set; } = [];

    /// <summary>Whether it can be asked: nothing is wrong, and no condition waits for its values.</summary>
    public bool IsReady => Problems.Count == 0 && (Draft is null || FilterCheck.AllFinished(Draft.Filters));

    /// <summary>The query as it stands in addresses and requests: without line breaks where that says the same.</summary>
    public string Compact => Draft is { } draft ? DraftWriter.Write(draft, indented: false) : Json;

    /// <summary>What is wrong in a part of the query, in one text; null when nothing is.</summary>
    public string? ProblemOf(string section) =>
        Problems.Where(problem => problem.Section == section).Select(problem => problem.Message).ToArray() is { Length: > 0 } messages ? string.Join(' ', messages) : null;

    /// <summary>Takes a draft that the builder changed.</summary>
    public void Take(QueryDraft draft)
    {
        Draft = draft.Tidied();
        NotShown = null;
        Json = DraftWriter.Write(Draft);
        Problems = check.Problems(Json);
    }

    /// <summary>Takes JSON as it was typed.</summary>
    public void TakeJson(string json)
    {
        Json = json;
        (Draft, NotShown) = DraftReader.Read(json);
        Problems = check.Problems(json);
    }

    /// <summary>Takes JSON from elsewhere: what the builder can show is laid out anew.</summary>
    public void Open(string json)
    {
        TakeJson(json);
        if (Draft is { } draft) Json = DraftWriter.Write(draft);
    }
}
