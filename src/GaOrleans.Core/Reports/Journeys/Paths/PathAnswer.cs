using System.Text;
using System.Text.Json;
using GaOrleans.Core.Reports.Answers;
using GaOrleans.Core.Reports.Journeys.Queries;

namespace GaOrleans.Core.Reports.Journeys.Paths;

/// <summary>Counted paths as they are answered (docs/reports.md).</summary>
internal sealed class PathAnswer(PlannedPaths paths, PathTable table) : JourneyAnswer(paths, table.HasOtherRows)
{
    /// <inheritdoc/>
    protected override void WriteResults(Utf8JsonWriter json)
    {
        json.WriteStartObject("results");
        json.WriteNumber("visits", table.Visits);
        json.WriteStartArray("nodes");
        for (int id = 0; id < table.Nodes.Count; id++) WriteNode(json, id, table.Nodes[id]);
        json.WriteEndArray();
        json.WriteStartArray("links");
        foreach (PathLink link in table.Links)
        {
            (int source, int target) = InTime(link);
            json.WriteStartObject();
            json.WriteNumber("source", source);
            json.WriteNumber("target", target);
            json.WriteNumber("visits", link.Visits);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <inheritdoc/>
    protected override void WriteOwn(Utf8JsonWriter json)
    {
        PathQuery query = paths.Query;
        if (query.From is { } from) WriteCondition(json, "from", from);
        if (query.To is { } to) WriteCondition(json, "to", to);
        json.WriteString("items", query.HasOnlyPages ? "pages" : "events");
        json.WriteNumber("steps", query.Steps);
        json.WriteNumber("nodes", query.Nodes);
        json.WriteBoolean("repeats", query.KeepsRepeats);
    }

    /// <inheritdoc/>
    protected override void AppendCsv(StringBuilder text)
    {
        text.Append("step,source_kind,source,target_kind,target,visits").Append(CsvText.NewLine);
        foreach (PathLink link in table.Links)
        {
            (int source, int target) = InTime(link);
            text.Append(table.Nodes[link.Near].Step);
            foreach (PathNode node in (ReadOnlySpan<PathNode>)[table.Nodes[source], table.Nodes[target]])
            {
                text.Append(',').Append(NameOf(node.Kind)).Append(',');
                CsvText.AppendField(text, node.Name);
            }

            text.Append(',').Append(link.Visits).Append(CsvText.NewLine);
        }
    }

    private static void WriteNode(Utf8JsonWriter json, int id, PathNode node)
    {
        json.WriteStartObject();
        json.WriteNumber("id", id);
        json.WriteNumber("step", node.Step);
        json.WriteString("kind", NameOf(node.Kind));
        json.WriteString("name", node.Name);
        json.WriteNumber("visits", node.Visits);
        json.WriteNumber("ends", node.Ends);
        json.WriteEndObject();
    }

    private static string NameOf(PathNodeKind kind) => kind switch
    {
        PathNodeKind.Page => "page",
        PathNodeKind.Event => "event",
        _ => "other",
    };

    private (int Source, int Target) InTime(PathLink link) => paths.Plan.IsBackward ? (link.Far, link.Near) : (link.Near, link.Far);
}
