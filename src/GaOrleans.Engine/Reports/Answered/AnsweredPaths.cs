using System.Text.Json;

namespace GaOrleans.Engine.Reports.Answered;

/// <summary>An answer of <see cref="ReportService.PathsAsync"/> as values (docs/reports.md, Journeys).</summary>
/// <param name="Visits">Visits with a path.</param>
/// <param name="IsBackward">Whether step 1 is where paths end, and steps go back in time.</param>
/// <param name="Nodes">By step, most visits first.</param>
/// <param name="Links">By the step nearer to the anchor, most visits first.</param>
/// <param name="Meta">How fresh and how complete it is.</param>
/// <param name="From">First instant of the range, ISO 8601 with the site's offset.</param>
/// <param name="To">Last instant of the range.</param>
public sealed record AnsweredPaths(long Visits, bool IsBackward, IReadOnlyList<AnsweredPathNode> Nodes, IReadOnlyList<AnsweredPathLink> Links, AnsweredMeta Meta, string From, string To)
{
    /// <summary>Reads an answer.</summary>
    /// <param name="answer">As the service gave it.</param>
    /// <param name="error">The reason of the refusal; null when there is none.</param>
    /// <returns>The paths; null when the answer is a refusal.</returns>
    public static AnsweredPaths? Read(ReportAnswer answer, out string? error) => AnswerReader.Read(answer, out error, static root =>
    {
        JsonElement results = root.GetProperty("results");
        return new AnsweredPaths(
            results.GetProperty("visits").GetInt64(), root.GetProperty("query").TryGetProperty("to", out _),
            JourneyReader.List<AnsweredPathNode>(results, "nodes"), JourneyReader.List<AnsweredPathLink>(results, "links"),
            AnswerReader.ReadMeta(root.GetProperty("meta")), JourneyReader.From(root), JourneyReader.To(root));
    });
}
