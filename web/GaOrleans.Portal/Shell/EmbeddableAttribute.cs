namespace GaOrleans.Portal.Shell;

/// <summary>Marks a page that those whom <see cref="IFrameRules"/> names may show in a frame of theirs.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class EmbeddableAttribute : Attribute;
