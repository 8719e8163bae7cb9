using GaOrleans.Engine.Configuration;
using GaOrleans.Engine.Notices.Documents;
using GaOrleans.Portal.Boards;

namespace GaOrleans.Portal.Queries.Saving;

/// <summary>Knows what names saved queries: tiles of boards, and schedules. Who may change them is the caller's question.</summary>
public sealed class QueryUses(SavedQueries queries, SavedBoards boards, NoticeDocuments notices)
{
    /// <summary>Boards and schedules that name a query.</summary>
    public QueryUse Of(int siteId, string query) => new(
        [.. boards.Of(siteId).Where(board => board.Board?.Shows(query) == true).Select(board => board.Name)],
        [.. SchedulesOf(siteId, query).Select(schedule => schedule.Name)]);

    /// <summary>
    /// Saves a query under a new name, has all that names it name that, and deletes the old one: in this order, so that a fault in between leaves
    /// nothing that names what is not there.
    /// </summary>
    /// <param name="site">The site.</param>
    /// <param name="query">The query as it is known; its card is saved too.</param>
    /// <param name="newName">Its new name; when it is the old one, only the card is changed.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="IOException">It cannot be stored.</exception>
    public async ValueTask<SaveResult> RenameAsync(Site site, SavedQuery query, string newName, CancellationToken ct)
    {
        if (newName == query.Name) return await queries.SaveAsync(site.Id, query, ct);
        if (queries.Find(site.Id, query.Name)?.Version != query.Version) return new SaveResult(SaveOutcome.Conflict);
        SaveResult result = await queries.SaveAsync(site.Id, query with { Name = newName, Version = default }, ct);
        if (!result.IsSaved) return result;
        await boards.RenameQueryAsync(site.Id, query.Name, newName, ct);
        foreach ((string name, Schedule schedule) in SchedulesOf(site.Id, query.Name)) await notices.SaveAsync(site, name, schedule with { Query = newName }, isNew: false, ct);
        await queries.DeleteAsync(site.Id, query.Name, ct);
        return result;
    }

    private IReadOnlyList<(string Name, Schedule Schedule)> SchedulesOf(int siteId, string query) =>
        [.. notices.Of(siteId, DocumentKind.Schedule).Select(document => (document.Name, Schedule: Schedule.Read(document.Json, out _))).Where(one => one.Schedule?.Query == query).Select(one => (one.Name, one.Schedule!))];
}
