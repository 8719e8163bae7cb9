namespace GaOrleans.Engine.Operations;

/// <summary>Which process this is.</summary>
/// <param name="Name">Tells processes apart, such as <c>host:port</c>.</param>
/// <param name="Role">What it does.</param>
public sealed record ProcessName(string Name, string Role);
