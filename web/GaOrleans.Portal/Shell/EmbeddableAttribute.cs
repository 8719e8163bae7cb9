namespace GaOrleans.Portal.Shell;

/// <summary>Marks a page that others may show in a frame of theirs.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class EmbeddableAttribute : Attribute;
