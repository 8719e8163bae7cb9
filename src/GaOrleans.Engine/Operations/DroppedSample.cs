namespace GaOrleans.Engine.Operations;

/// <summary>A hit that was dropped, as an example of others. What visitors could be told by is not in it: no address, no visitor, no query of the page's URL.</summary>
/// <param name="TimeMs">When it came, milliseconds since 1970 UTC.</param>
/// <param name="Domain">The site that it named.</param>
/// <param name="Reason">Name of the reason.</param>
/// <param name="Url">Its page.</param>
/// <param name="UserAgent">What sent it.</param>
public sealed record DroppedSample(long TimeMs, string Domain, string Reason, string Url, string UserAgent);
