namespace GaOrleans.Core.Reports.Execution;

/// <summary>What one pass reads.</summary>
/// <param name="Views">The views in order of time, at most one an hour.</param>
/// <param name="Bounds">How each lies to the range and the chunk.</param>
/// <param name="Chunk">The part of the plan's range whose events and visits this pass counts.</param>
/// <param name="SketchVisitors">Whether visitors are sketched too.</param>
/// <param name="Stop">Cancels the pass.</param>
internal sealed record ScanRange(ViewScan[] Views, ViewBounds[] Bounds, TimeRange Chunk, bool SketchVisitors, CancellationToken Stop);
