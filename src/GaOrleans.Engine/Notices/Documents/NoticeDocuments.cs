using GaOrleans.Engine.Configuration;

namespace GaOrleans.Engine.Notices.Documents;

/// <summary>Keeps the schedules and alerts of sites, under their rules. A name is given once: who has unsubscribed has done so from the document of that name.</summary>
/// <param name="configuration">Where they are kept.</param>
/// <param name="time">The clock.</param>
public sealed class NoticeDocuments(IConfigurationStore configuration, TimeProvider time)
{
    /// <summary>Creates or replaces a schedule.</summary>
    /// <param name="site">Its site.</param>
    /// <param name="name">Its name.</param>
    /// <param name="schedule">The schedule; since when it holds is decided here.</param>
    /// <param name="isNew">Whether there must be none of the name.</param>
    /// <param name="ct">Gives up.</param>
    /// <returns>What is wrong, in which case nothing was changed; else null.</returns>
    public ValueTask<string?> SaveAsync(Site site, string name, Schedule schedule, bool isNew, CancellationToken ct)
    {
        Schedule? before = Find(site.Id, DocumentKind.Schedule, name) is { } document ? Schedule.Read(document.Json, out _) : null;
        bool goesOn = before is { Enabled: true } && before.HasTimesOf(schedule);
        Schedule kept = schedule with { Since = goesOn ? before!.Since : NowMs };
        return PutAsync(site, DocumentKind.Schedule, name, NoticeRules.Problem(kept), kept.Write(), isNew, ct);
    }

    /// <summary>Creates or replaces an alert, as <see cref="SaveAsync(Site, string, Schedule, bool, CancellationToken)"/> does.</summary>
    public ValueTask<string?> SaveAsync(Site site, string name, Alert alert, bool isNew, CancellationToken ct)
    {
        Alert? before = Find(site.Id, DocumentKind.Alert, name) is { } document ? Alert.Read(document.Json, out _) : null;
        bool goesOn = before is { Enabled: true } && before.Watches(alert);
        Alert kept = alert with { Since = goesOn ? before!.Since : NowMs };
        return PutAsync(site, DocumentKind.Alert, name, NoticeRules.Problem(kept), NoticeRules.Problem(kept) is null ? kept.Write() : "", isNew, ct);
    }

    /// <summary>The document of a name, or null.</summary>
    public SiteDocument? Find(int siteId, DocumentKind kind, string name) => configuration.FindDocument(siteId, kind, name);

    /// <summary>Schedules and alerts of a site, by name.</summary>
    public IReadOnlyList<SiteDocument> Of(int siteId, DocumentKind kind) => configuration.DocumentsOf(siteId, kind);

    /// <summary>Deletes one; false when there is none.</summary>
    public ValueTask<bool> DeleteAsync(Site site, DocumentKind kind, string name, CancellationToken ct) => configuration.DeleteDocumentAsync(site.Id, kind, name, ct);

    private long NowMs => time.GetUtcNow().ToUnixTimeMilliseconds();

    private async ValueTask<string?> PutAsync(Site site, DocumentKind kind, string name, string? problem, string json, bool isNew, CancellationToken ct)
    {
        bool isThere = Find(site.Id, kind, name) is not null;
        if (!isThere && NoticeRules.NameProblem(name) is { } wrong) return wrong;
        if (problem is not null) return problem;
        if (isNew && isThere) return "There is one of this name already.";
        if (!isThere && Of(site.Id, DocumentKind.Schedule).Count + Of(site.Id, DocumentKind.Alert).Count >= NoticeRules.MostOfSite) return $"A site can have at most {NoticeRules.MostOfSite} schedules and alerts.";
        return await configuration.PutDocumentAsync(site.Id, kind, name, json, ct) is null ? "The site is gone." : null;
    }
}
