namespace GaOrleans.Portal.Dashboard.Loading;

/// <summary>The question behind one part of a dashboard.</summary>
/// <param name="Part">The part.</param>
/// <param name="Query">The question as JSON.</param>
/// <param name="Shape">What the rows are of: while it stays, older rows are shown until newer ones come.</param>
public sealed record PartQuestion(string Part, byte[] Query, string Shape);
