namespace GaOrleans.Portal.Boards;

/// <summary>A board with its name.</summary>
/// <param name="Name">Unique within the site.</param>
/// <param name="Board">The board; null when its document cannot be read.</param>
/// <param name="ChangedMs">When it was saved last, in milliseconds since 1970 UTC.</param>
public sealed record SavedBoard(string Name, Board? Board, long ChangedMs);
