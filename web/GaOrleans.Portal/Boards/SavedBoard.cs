using GaOrleans.Engine.Configuration;

namespace GaOrleans.Portal.Boards;

/// <summary>A board with its name.</summary>
/// <param name="Name">Unique within the site.</param>
/// <param name="Board">The board; null when its document cannot be read.</param>
/// <param name="Version">Which state of it this is; the default for one that is not saved yet.</param>
public sealed record SavedBoard(string Name, Board? Board, DocumentVersion Version = default);
