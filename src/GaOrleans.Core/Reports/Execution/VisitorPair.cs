namespace GaOrleans.Core.Reports.Execution;

/// <summary>A visitor who counts in a group.</summary>
internal readonly record struct VisitorPair(ulong Visitor, int Node);
