using GaOrleans.Engine.Configuration;

namespace GaOrleans.Portal.Boards;

/// <summary>The boards of sites. Who may change them is the caller's question.</summary>
public sealed class SavedBoards(IConfigurationStore configuration)
{
    /// <summary>The boards of a site, by name.</summary>
    public IReadOnlyList<SavedBoard> Of(int siteId) =>
        [.. configuration.DocumentsOf(siteId, DocumentKind.Board).Select(document => new SavedBoard(document.Name, Board.Read(document.Json), document.ChangedMs))];

    /// <summary>The board of a name, or null.</summary>
    public SavedBoard? Find(int siteId, string name) => Of(siteId).FirstOrDefault(board => board.Name == name);

    /// <summary>Saves a board under its name, in place of the one that has it; false when the site is gone.</summary>
    /// <exception cref="IOException">It cannot be stored.</exception>
    public async ValueTask<bool> PutAsync(int siteId, string name, Board board, CancellationToken ct) =>
        await configuration.PutDocumentAsync(siteId, DocumentKind.Board, name, board.Write(), ct) is not null;

    /// <summary>Deletes a board; false when there is none.</summary>
    public ValueTask<bool> DeleteAsync(int siteId, string name, CancellationToken ct) => configuration.DeleteDocumentAsync(siteId, DocumentKind.Board, name, ct);

    /// <summary>Lets all tiles of a query be about another name of it.</summary>
    public async ValueTask RenameQueryAsync(int siteId, string query, string newName, CancellationToken ct)
    {
        foreach (SavedBoard saved in Of(siteId))
        {
            if (saved.Board is { } board && board.Tiles.Any(tile => tile.Query == query)) await PutAsync(siteId, saved.Name, board.Renamed(query, newName), ct);
        }
    }
}
