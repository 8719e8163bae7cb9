using GaOrleans.Engine.Configuration;
using GaOrleans.Portal.Queries.Saving;

namespace GaOrleans.Portal.Boards;

/// <summary>The boards of sites. Who may change them is the caller's question.</summary>
public sealed class SavedBoards(IConfigurationStore configuration)
{
    private const int MostTries = 5;

    /// <summary>The boards of a site, by name.</summary>
    public IReadOnlyList<SavedBoard> Of(int siteId) => [.. configuration.DocumentsOf(siteId, DocumentKind.Board).Select(Read)];

    /// <summary>The board of a name, or null.</summary>
    public SavedBoard? Find(int siteId, string name) => configuration.FindDocument(siteId, DocumentKind.Board, name) is { } document ? Read(document) : null;

    /// <summary>Saves a board under its name, in place of the version that is known or as a new one.</summary>
    /// <exception cref="IOException">It cannot be stored.</exception>
    public ValueTask<SaveResult> SaveAsync(int siteId, string name, Board board, DocumentVersion known, CancellationToken ct) =>
        configuration.SaveAsync(siteId, DocumentKind.Board, name, board.Write(), known, ct);

    /// <summary>Makes a change that is right whatever else has changed: of the board as it is then, again where somebody was faster.</summary>
    /// <param name="siteId">The site.</param>
    /// <param name="name">Name of the board; a new one begins empty.</param>
    /// <param name="change">The change.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="IOException">It cannot be stored.</exception>
    public async ValueTask<SaveResult> ChangeAsync(int siteId, string name, Func<Board, Board> change, CancellationToken ct)
    {
        for (int tries = 1; ; tries++)
        {
            SavedBoard saved = Find(siteId, name) ?? new SavedBoard(name, Board.Empty);
            if (saved.Board is not { } board) return new SaveResult(SaveOutcome.Taken);
            SaveResult result = await SaveAsync(siteId, name, change(board), saved.Version, ct);
            if (result.Outcome is not (SaveOutcome.Conflict or SaveOutcome.Taken) || tries == MostTries) return result;
        }
    }

    /// <summary>Saves a board under a new name and deletes the old one, unless somebody else made something else of it meanwhile: that stays theirs.</summary>
    /// <exception cref="IOException">It cannot be stored.</exception>
    public async ValueTask<SaveResult> RenameAsync(int siteId, SavedBoard board, string newName, CancellationToken ct)
    {
        SaveResult result = await SaveAsync(siteId, newName, board.Board!, default, ct);
        if (result.IsSaved && Find(siteId, board.Name)?.Version == board.Version) await DeleteAsync(siteId, board.Name, ct);
        return result;
    }

    /// <summary>Deletes a board; false when there is none.</summary>
    public ValueTask<bool> DeleteAsync(int siteId, string name, CancellationToken ct) => configuration.DeleteDocumentAsync(siteId, DocumentKind.Board, name, ct);

    /// <summary>Lets all tiles of a query be about another name of it.</summary>
    /// <exception cref="IOException">It cannot be stored.</exception>
    public async ValueTask RenameQueryAsync(int siteId, string query, string newName, CancellationToken ct)
    {
        foreach (SavedBoard saved in Of(siteId))
        {
            if (saved.Board?.Shows(query) == true) await ChangeAsync(siteId, saved.Name, board => board.Renamed(query, newName), ct);
        }
    }

    private static SavedBoard Read(SiteDocument document) => new(document.Name, Board.Read(document.Json), document.Version);
}
