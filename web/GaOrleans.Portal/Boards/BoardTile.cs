using GaOrleans.Portal.Queries;

namespace GaOrleans.Portal.Boards;

/// <summary>A saved query on a board.</summary>
/// <param name="Query">Name of the query. It may be gone; then the tile says so.</param>
/// <param name="Width">Columns, 1 to <see cref="Board.Columns"/>.</param>
/// <param name="Height">Rows, 1 to <see cref="Board.MostHeight"/>.</param>
/// <param name="Title">In place of the query's name; empty for that.</param>
/// <param name="Chart">In place of the query's chart; null for that.</param>
public sealed record BoardTile(string Query, int Width = 2, int Height = 1, string Title = "", AnswerChart? Chart = null)
{
    /// <summary>What stands above the tile.</summary>
    public string Heading => Title.Length > 0 ? Title : Query;
}
