namespace GaOrleans.Demo;

/// <summary>The demo cannot go on; the message says why and what to do.</summary>
internal sealed class DemoFailureException(string message) : Exception(message);
