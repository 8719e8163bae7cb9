namespace GaOrleans.Engine.Reports.Answered;

/// <summary>An item at a step of paths.</summary>
/// <param name="Id">Its number, which links name.</param>
/// <param name="Step">Counted from 1, where paths are anchored.</param>
/// <param name="Kind"><c>page</c>, <c>event</c> or <c>other</c>.</param>
/// <param name="Name">The page or the event's name.</param>
/// <param name="Visits">Visits whose path has it there.</param>
/// <param name="Ends">Those whose path ends there; 0 in the last step.</param>
public sealed record AnsweredPathNode(int Id, int Step, string Kind, string Name, long Visits, long Ends);
