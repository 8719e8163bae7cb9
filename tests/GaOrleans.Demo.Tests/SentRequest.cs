namespace GaOrleans.Demo.Tests;

/// <summary>A request that the demo made.</summary>
internal sealed record SentRequest(string Method, string Path, string Body, IReadOnlyDictionary<string, string> Headers);
