namespace GaOrleans.Portal.Queries.Saving;

/// <summary>What names a saved query.</summary>
/// <param name="Boards">Boards with a tile of it, by name.</param>
/// <param name="Schedules">Schedules that send it, by name.</param>
public sealed record QueryUse(IReadOnlyList<string> Boards, IReadOnlyList<string> Schedules)
{
    /// <summary>What becomes of them while the query is deleted, in sentences; empty when nothing names it.</summary>
    public string WhenDeleted => string.Join(' ', new[]
    {
        Boards.Count switch { 0 => "", 1 => $"The board “{Boards[0]}” keeps its place.", _ => $"{Boards.Count} boards keep its place." },
        Schedules.Count switch { 0 => "", 1 => $"The schedule “{Schedules[0]}” sends nothing until there is a query of this name again.", _ => $"{Schedules.Count} schedules send nothing until there is a query of this name again." },
    }.Where(sentence => sentence.Length > 0));
}
