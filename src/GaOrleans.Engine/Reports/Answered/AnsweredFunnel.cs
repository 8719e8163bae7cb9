using System.Text.Json;

namespace GaOrleans.Engine.Reports.Answered;

/// <summary>An answer of <see cref="ReportService.FunnelAsync"/> as values (docs/reports.md, Journeys).</summary>
/// <param name="Steps">Each step, all visitors.</param>
/// <param name="Groups">By value of the breakdown; empty without one.</param>
/// <param name="TotalGroups">Groups there are, also those left out; 0 without a breakdown.</param>
/// <param name="Meta">How fresh and how complete it is.</param>
/// <param name="From">First instant of the range, ISO 8601 with the site's offset.</param>
/// <param name="To">Last instant of the range.</param>
public sealed record AnsweredFunnel(IReadOnlyList<AnsweredFunnelStep> Steps, IReadOnlyList<AnsweredFunnelGroup> Groups, int TotalGroups, AnsweredMeta Meta, string From, string To)
{
    /// <summary>Reads an answer.</summary>
    /// <param name="answer">As the service gave it.</param>
    /// <param name="error">The reason of the refusal; null when there is none.</param>
    /// <returns>The funnel; null when the answer is a refusal.</returns>
    public static AnsweredFunnel? Read(ReportAnswer answer, out string? error) => AnswerReader.Read(answer, out error, static root => new AnsweredFunnel(
        JourneyReader.List<AnsweredFunnelStep>(root, "results"),
        root.TryGetProperty("groups", out JsonElement groups)
            ? [.. groups.EnumerateArray().Select(group => new AnsweredFunnelGroup(group.GetProperty("value").GetString()!, JourneyReader.List<AnsweredFunnelStep>(group, "results")))]
            : [],
        root.GetProperty("meta").TryGetProperty("total_groups", out JsonElement total) ? total.GetInt32() : 0,
        AnswerReader.ReadMeta(root.GetProperty("meta")), JourneyReader.From(root), JourneyReader.To(root)));
}
