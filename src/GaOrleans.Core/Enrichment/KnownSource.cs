namespace GaOrleans.Core.Enrichment;

/// <summary>A source by its canonical name.</summary>
/// <param name="Name">As reports show it.</param>
/// <param name="Category">What it is.</param>
public sealed record KnownSource(string Name, SourceCategory Category);
