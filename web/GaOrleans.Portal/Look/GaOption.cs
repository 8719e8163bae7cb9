namespace GaOrleans.Portal.Look;

/// <summary>One of what can be chosen.</summary>
/// <typeparam name="T">What it stands for.</typeparam>
/// <param name="Value">What it stands for.</param>
/// <param name="Label">What it says.</param>
/// <param name="Group">The heading under which it stands, or null.</param>
public sealed record GaOption<T>(T Value, string Label, string? Group = null);
