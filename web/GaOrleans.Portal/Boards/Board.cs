using System.Text.Json;
using GaOrleans.Portal.Queries;
using GaOrleans.Portal.Queries.Drafts;

namespace GaOrleans.Portal.Boards;

/// <summary>
/// A board: saved queries side by side, in the order and widths that the merchant gave them. Its name is that of its document, its content
/// <c>{"v":1,"description":"...","tiles":[{"query":"...","width":2,"height":1,"title":"...","chart":"line"}]}</c>; title and chart may be missing.
/// Immutable: each change makes a new one.
/// </summary>
/// <param name="Description">In the merchant's words; may be empty.</param>
/// <param name="Tiles">In reading order.</param>
public sealed record Board(string Description, IReadOnlyList<BoardTile> Tiles)
{
    /// <summary>Columns of a board.</summary>
    public const int Columns = 4;

    /// <summary>Rows that a tile can have.</summary>
    public const int MostHeight = 3;

    /// <summary>Tiles of a board.</summary>
    public const int MostTiles = 40;

    private const int Version = 1;

    /// <summary>A new board.</summary>
    public static Board Empty { get; } = new("", []);

    /// <summary>Reads a board.</summary>
    /// <returns>The board; null when the document is none or of a later version.</returns>
    public static Board? Read(string json)
    {
        using JsonDocument? document = DraftJson.Load(json, out _);
        if (document is null) return null;
        var shape = new Shape();
        int version = 0;
        Board board = Empty;
        foreach (JsonProperty member in shape.Members(document.RootElement, "The board"))
        {
            if (member.Name == "v") version = shape.Whole(member.Value, "v");
            else if (member.Name == "description") board = board with { Description = shape.Text(member.Value, "description") };
            else if (member.Name == "tiles") board = board with { Tiles = [.. shape.Items(member.Value, "The tiles").Take(MostTiles).Select(tile => ReadTile(tile, shape))] };
        }

        return shape.Problem is null && version == Version ? board : null;
    }

    /// <summary>Writes the board.</summary>
    public string Write() => DraftJson.Write(indented: false, json =>
    {
        json.WriteStartObject();
        json.WriteNumber("v", Version);
        json.WriteString("description", Description);
        json.WriteStartArray("tiles");
        foreach (BoardTile tile in Tiles) WriteTile(json, tile);
        json.WriteEndArray();
        json.WriteEndObject();
    });

    /// <summary>The board with a tile at its end; the same board when it is full.</summary>
    public Board With(BoardTile tile) => IsFull ? this : this with { Tiles = [.. Tiles, tile] };

    /// <summary>The board without the tile of a place.</summary>
    public Board Without(int place) => this with { Tiles = [.. Tiles.Where((_, i) => i != place)] };

    /// <summary>The board with the tile of a place changed.</summary>
    public Board Changed(int place, Func<BoardTile, BoardTile> change) => this with { Tiles = [.. Tiles.Select((tile, i) => i == place ? Fitting(change(tile)) : tile)] };

    /// <summary>The board with a tile moved to another place; those between move up.</summary>
    public Board Moved(int from, int to)
    {
        if (from < 0 || from >= Tiles.Count) return this;
        var tiles = new List<BoardTile>(Tiles);
        BoardTile tile = tiles[from];
        tiles.RemoveAt(from);
        tiles.Insert(Math.Clamp(to, 0, tiles.Count), tile);
        return this with { Tiles = tiles };
    }

    /// <summary>Whether it takes no further tile.</summary>
    public bool IsFull => Tiles.Count >= MostTiles;

    /// <summary>Whether a tile shows a query.</summary>
    public bool Shows(string query) => Tiles.Any(tile => tile.Query == query);

    /// <summary>The board with its tiles of one query about another, as renaming a query wants it.</summary>
    public Board Renamed(string query, string newName) => this with { Tiles = [.. Tiles.Select(tile => tile.Query == query ? tile with { Query = newName } : tile)] };

    private static BoardTile Fitting(BoardTile tile) => tile with { Width = Math.Clamp(tile.Width, 1, Columns), Height = Math.Clamp(tile.Height, 1, MostHeight) };

    private static BoardTile ReadTile(JsonElement value, Shape shape)
    {
        var tile = new BoardTile("");
        foreach (JsonProperty member in shape.Members(value, "A tile"))
        {
            tile = member.Name switch
            {
                "query" => tile with { Query = shape.Text(member.Value, "query") },
                "width" => tile with { Width = shape.Whole(member.Value, "width") },
                "height" => tile with { Height = shape.Whole(member.Value, "height") },
                "title" => tile with { Title = shape.Text(member.Value, "title") },
                "chart" => tile with { Chart = AnswerCharts.Find(shape.Text(member.Value, "chart")) },
                _ => tile,
            };
        }

        return Fitting(tile);
    }

    private static void WriteTile(Utf8JsonWriter json, BoardTile tile)
    {
        json.WriteStartObject();
        json.WriteString("query", tile.Query);
        json.WriteNumber("width", tile.Width);
        json.WriteNumber("height", tile.Height);
        if (tile.Title.Length > 0) json.WriteString("title", tile.Title);
        if (tile.Chart is { } chart) json.WriteString("chart", AnswerCharts.NameOf(chart));
        json.WriteEndObject();
    }
}
