using GaOrleans.Engine.Configuration;
using GaOrleans.Engine.Reports;
using GaOrleans.Portal.Access;
using GaOrleans.Portal.Look;
using GaOrleans.Portal.Queries;
using GaOrleans.Portal.Queries.Building;
using GaOrleans.Portal.Queries.Drafts;
using GaOrleans.Portal.Queries.Saving;
using Microsoft.AspNetCore.Components;

namespace GaOrleans.Portal.Journeys;

/// <summary>What the pages of funnels, retention and paths have in common: the draft and its address, its answer, saving and deleting.</summary>
/// <typeparam name="TDraft">What is drafted.</typeparam>
/// <typeparam name="TAnswer">What is answered.</typeparam>
public abstract class JourneyPage<TDraft, TAnswer> : SitePage, IDisposable
    where TDraft : class, IJourneyDraft<TDraft>
    where TAnswer : class
{
    private const int DebounceMs = 400;
    private const int BadRequest = 400;

    private readonly AddressTrail _trail = new();
    private CancellationTokenSource _cancel = new();
    private SavedJourney? _deleted;

    /// <summary>Answers.</summary>
    [Inject]
    protected ReportService Reports { get; set; } = null!;

    /// <summary>Saved reports.</summary>
    [Inject]
    protected SavedJourneys Journeys { get; set; } = null!;

    /// <summary>Goals and segments.</summary>
    [Inject]
    protected IConfigurationStore Configuration { get; set; } = null!;

    /// <summary>Messages.</summary>
    [Inject]
    protected Toasts Toasts { get; set; } = null!;

    [Inject]
    private RecordedChanges Changes { get; set; } = null!;

    [Inject]
    private PortalOptions Options { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    [SupplyParameterFromQuery(Name = "name")]
    private string? NameOfAddress { get; set; }

    [SupplyParameterFromQuery(Name = "q")]
    private string? DraftOfAddress { get; set; }

    /// <summary>Kind of the documents.</summary>
    protected abstract DocumentKind Kind { get; }

    /// <summary>Section of the address.</summary>
    protected abstract string Section { get; }

    /// <summary>Name of the request in the API: <c>funnel</c>, <c>retention</c> or <c>paths</c>.</summary>
    protected abstract string Request { get; }

    /// <summary>The draft; null before the page is interactive.</summary>
    protected TDraft? Draft { get; private set; }

    /// <summary>The answer last shown.</summary>
    protected TAnswer? Answer { get; private set; }

    /// <summary>Why there is no newer answer.</summary>
    protected string? Error { get; private set; }

    /// <summary>Whether asking again may help.</summary>
    protected bool MayRetry { get; private set; }

    /// <summary>Whether an answer is under way.</summary>
    protected bool IsRunning { get; private set; }

    /// <summary>The saved report that is open; null for a new one.</summary>
    protected SavedJourney? Saved { get; private set; }

    /// <summary>All saved reports of the kind.</summary>
    protected IReadOnlyList<SavedJourney> All { get; private set; } = [];

    /// <summary>The report deleted last, so that it can be put back.</summary>
    protected SavedJourney? Deleted => _deleted;

    /// <summary>Whether somebody else changed or deleted the open report before it was to be saved.</summary>
    protected bool HasConflict { get; private set; }

    /// <summary>Whether they deleted it.</summary>
    protected bool IsGone => Saved is { } saved && Journeys.Find(Site.Id, Kind, saved.Name) is null;

    /// <summary>Whether the saved report says what the page cannot show; then the page begins anew and the report stays as it is.</summary>
    protected bool IsNotShown { get; private set; }

    /// <summary>Whether the draft differs from what is saved.</summary>
    protected bool IsChanged => Saved is not null && Draft is { } draft && TDraft.Read(Saved.Card.Request)?.Write(indented: false) != draft.Write(indented: false);

    /// <summary>What the editor of conditions needs.</summary>
    protected FilterContext Context => FilterContext.Of(Site, Draft!.Range, Configuration, async () => await RecheckAsync(Right.View) is not null);

    /// <summary>The curl line of the draft.</summary>
    protected string Curl => CurlLine.Of(Options.AddressOn(Navigation.BaseUri), "api/v2/" + Request, DraftWriter.WithSite(Draft!.Write(indented: false), Site.Domain));

    /// <inheritdoc/>
    public void Dispose()
    {
        _cancel.Cancel();
        _cancel.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>With what a new report begins at this site.</summary>
    protected virtual TDraft Begin() => TDraft.New;

    /// <summary>Asks the service.</summary>
    protected abstract ValueTask<ReportAnswer> AskAsync(ReadOnlyMemory<byte> json, CancellationToken ct);

    /// <summary>Reads what it answered.</summary>
    protected abstract TAnswer? ReadAnswer(ReportAnswer answer, out string? error);

    /// <summary>The address of the draft as a file.</summary>
    protected string? Download(string format) => QueryAddress.Download(Domain, Request, format, Draft!.Write(indented: false), Saved?.Name ?? Request);

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (!RendererInfo.IsInteractive || !_trail.IsNew(Navigation.Uri)) return;
        All = Journeys.Of(Site.Id, Kind);
        Saved = NameOfAddress is { } name ? All.FirstOrDefault(journey => journey.Name == name) : null;
        TDraft? given = (DraftOfAddress ?? Saved?.Card.Request) is { } json ? TDraft.Read(json) : Begin();
        (IsNotShown, HasConflict) = (given is null, false);
        Draft = given ?? Begin();
        Answer = null;
        await RunAsync();
    }

    /// <summary>Takes a changed draft: the address follows, and the answer when the merchant pauses.</summary>
    protected async Task TakeAsync(TDraft draft)
    {
        Draft = draft;
        CancellationToken ct = await NextAsync();
        try
        {
            await Task.Delay(TimeSpan.FromMilliseconds(DebounceMs), Time, ct);
            GoTo(replace: false);
            await AnswerAsync(ct);
        }
        catch (OperationCanceledException)
        {
            // A later edit, or the end of the page, took its place.
        }
    }

    /// <summary>Asks at once.</summary>
    protected async Task RunAsync()
    {
        CancellationToken ct = await NextAsync();
        try
        {
            await AnswerAsync(ct);
        }
        catch (OperationCanceledException)
        {
            // As above.
        }
    }

    /// <summary>Saves the draft: in place of the open report where it has its name, else as a new one.</summary>
    /// <returns>Whether no other name has to be given: it is saved, or the page shows why it cannot be under any name.</returns>
    protected async Task<bool> SaveAsync(string name, string description)
    {
        if (await RecheckAsync(Right.Edit) is not { } access) return false;
        var journey = new SavedJourney(name, new JourneyCard(description, Draft!.Write(indented: false)), name == Saved?.Name ? Saved.Version : default);
        SaveResult result = await Changes.SaveAsync(access, $"{Request}.save", name, () => Journeys.SaveAsync(Site.Id, Kind, journey, CancellationToken.None));
        Take(journey, result);
        if (result.IsSaved) Toasts.Say(NoticeKind.Good, $"“{name}” is saved.");
        return result.Outcome is SaveOutcome.Saved or SaveOutcome.Conflict;
    }

    /// <summary>Saves the draft over what somebody else made of the open report, which the merchant has seen now.</summary>
    protected Task KeepMineAsync()
    {
        Saved = Saved! with { Version = Journeys.Find(Site.Id, Kind, Saved.Name)?.Version ?? default };
        return SaveAsync(Saved.Name, Saved.Card.Description);
    }

    /// <summary>Gives the open report another name and description; what is drafted stays a draft.</summary>
    /// <returns>As <see cref="SaveAsync"/>.</returns>
    protected async Task<bool> RenameAsync(string name, string description)
    {
        if (await RecheckAsync(Right.Edit) is not { } access) return false;
        SavedJourney described = Saved! with { Card = Saved.Card with { Description = description } };
        SaveResult result = await Changes.SaveAsync(access, $"{Request}.rename", $"{described.Name} to {name}", () => Journeys.RenameAsync(Site.Id, Kind, described, name, CancellationToken.None));
        if (result.Outcome == SaveOutcome.Conflict) Saved = described;
        Take(described with { Name = name }, result);
        return result.Outcome is SaveOutcome.Saved or SaveOutcome.Conflict;
    }

    /// <summary>Deletes the open report.</summary>
    protected async Task DeleteAsync()
    {
        if (await RecheckAsync(Right.Edit) is not { } access || Saved is not { } saved) return;
        if (!await Changes.DoAsync(access, $"{Request}.delete", saved.Name, () => Journeys.DeleteAsync(Site.Id, Kind, saved.Name, CancellationToken.None))) return;
        (_deleted, Saved, HasConflict) = (saved with { Version = default }, null, false);
        All = Journeys.Of(Site.Id, Kind);
        GoTo(replace: false);
    }

    /// <summary>Puts back what was deleted last.</summary>
    protected async Task UndoAsync()
    {
        if (await RecheckAsync(Right.Edit) is not { } access || _deleted is not { } deleted) return;
        if (!(await Changes.SaveAsync(access, $"{Request}.save", deleted.Name, () => Journeys.SaveAsync(Site.Id, Kind, deleted, CancellationToken.None))).IsSaved) return;
        _deleted = null;
        Navigation.NavigateTo(JourneyAddress.Of(Domain, Section, deleted.Name, null));
    }

    private void Take(SavedJourney journey, SaveResult result)
    {
        HasConflict = result.Outcome == SaveOutcome.Conflict;
        // The frame that asked for it is redrawn by itself, this page is not.
        StateHasChanged();
        if (!result.IsSaved) return;
        bool isElsewhere = journey.Name != Saved?.Name;
        (Saved, _deleted) = (journey with { Version = result.Version }, null);
        All = Journeys.Of(Site.Id, Kind);
        GoTo(replace: !isElsewhere);
    }

    private async ValueTask<CancellationToken> NextAsync()
    {
        await _cancel.CancelAsync();
        _cancel.Dispose();
        _cancel = new CancellationTokenSource();
        return _cancel.Token;
    }

    private async Task AnswerAsync(CancellationToken ct)
    {
        if (!Draft!.IsFinished || await RecheckAsync(Right.View) is null) return;
        IsRunning = true;
        StateHasChanged();
        ReportAnswer answer = await AskAsync(System.Text.Encoding.UTF8.GetBytes(Draft.Write(indented: false)), ct);
        ct.ThrowIfCancellationRequested();
        TAnswer? read = ReadAnswer(answer, out string? error);
        // What was shown stays while something is wrong.
        (Answer, Error, MayRetry, IsRunning) = (read ?? Answer, error is null ? null : string.Join(' ', error.Split('\n').Select(Placed)), answer.Status != BadRequest, false);
        StateHasChanged();
    }

    // What is wrong with a number alone would not say with which.
    private static string Placed(string line) => QueryCheck.Placed(line) is { Section.Length: > 0 } problem ? $"{problem.Section}: {problem.Message}" : QueryCheck.Placed(line).Message;

    private void GoTo(bool replace)
    {
        string? json = Saved is not null && !IsChanged ? null : Draft!.Write(indented: false);
        string address = Navigation.ToAbsoluteUri(JourneyAddress.Of(Domain, Section, Saved?.Name, json)).AbsoluteUri;
        if (_trail.TryGo(address)) Navigation.NavigateTo(address, replace: replace);
    }
}
