namespace GaOrleans.Engine.Operations;

/// <summary>How many hits were dropped for a reason.</summary>
/// <param name="Reason">Its name, as in the answers of the collector.</param>
/// <param name="Hits">How many.</param>
public sealed record ReasonCount(string Reason, long Hits);
