namespace GaOrleans.Portal.Queries.Catalog;

/// <summary>How a dimension is shown.</summary>
/// <param name="Name">Its name in the query language.</param>
/// <param name="Label">Its name for people.</param>
/// <param name="Topic">Under which heading it stands.</param>
/// <param name="Explanation">One line on what it is.</param>
public sealed record DimensionInfo(string Name, string Label, string Topic, string Explanation);
