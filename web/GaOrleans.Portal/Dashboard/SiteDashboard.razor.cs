using GaOrleans.Core.Sites;
using GaOrleans.Engine.Configuration;
using GaOrleans.Engine.Reports;
using GaOrleans.Engine.Sites;
using GaOrleans.Engine.Storage;
using GaOrleans.Portal.Dashboard.Filters;
using GaOrleans.Portal.Dashboard.Loading;
using GaOrleans.Portal.Dashboard.Panels;
using GaOrleans.Portal.Dashboard.Values;
using GaOrleans.Portal.Dashboard.Views;
using GaOrleans.Portal.Live;
using GaOrleans.Portal.Sharing;
using GaOrleans.Portal.Shell;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace GaOrleans.Portal.Dashboard;

/// <summary>The state of an open dashboard: it asks when the view changes, and again when the site has new hits and the page is looked at.</summary>
public sealed partial class SiteDashboard : ComponentBase
{
    private readonly CancellationTokenSource _end = new();
    private DashboardLoader? _loader;
    private LiveUpdates? _updates;
    private DotNetObjectReference<SiteDashboard>? _self;
    private Board? _board;
    private Site? _of;
    private long? _firstHour;
    private bool? _hasHits;
    private int? _live;
    private Dialog _dialog;
    private ViewFilter? _edited;
    private IReadOnlyList<string>? _keys;

    private enum Dialog
    {
        None,
        Filter,
        Period,
        Comparison,
        Help,
    }

    /// <summary>The site; the caller has checked that it may be read.</summary>
    [Parameter, EditorRequired]
    public Site Site { get; set; } = null!;

    /// <summary>What is shown.</summary>
    [Parameter, EditorRequired]
    public DashboardView View { get; set; } = DashboardView.Start;

    /// <summary>Where the page is: the path before the query of the view.</summary>
    [Parameter, EditorRequired]
    public string Path { get; set; } = "";

    /// <summary>Where the tracker is set up; null for those who do not.</summary>
    [Parameter]
    public string? SetupPath { get; set; }

    /// <summary>Where full lists are downloaded; null where they are not.</summary>
    [Parameter]
    public string? ExportPath { get; set; }

    /// <summary>Whether segments can be saved.</summary>
    [Parameter]
    public bool MayEdit { get; set; }

    /// <summary>What may be seen; null for all. The view has been clamped by it.</summary>
    [Parameter]
    public SharedLimits? Limits { get; set; }

    /// <summary>Asked before anything is saved.</summary>
    [Parameter]
    public Func<ValueTask<bool>> MayStillEdit { get; set; } = () => ValueTask.FromResult(false);

    /// <summary>Asked before anything is asked of the site without another address: when the page is renewed by itself, searched or paged through.</summary>
    [Parameter]
    public Func<ValueTask<bool>> MayStillView { get; set; } = () => ValueTask.FromResult(true);

    [Inject]
    private ReportService Reports { get; set; } = null!;

    [Inject]
    private IBucketReader Reader { get; set; } = null!;

    [Inject]
    private IConfigurationStore Configuration { get; set; } = null!;

    [Inject]
    private PropertyKeys Properties { get; set; } = null!;

    [Inject]
    private SiteWatch Watch { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private IJSRuntime Script { get; set; } = null!;

    private PartAnswer Top => _loader!.Of(Board.Top);

    private PartAnswer Chart => _loader!.Of(Board.Chart);

    private bool IsEmpty => Top is { IsBusy: false, Problem: null, Table.Rows: var rows } && rows.All(row => row.Numbers.All(number => number.Value is null or 0));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        if (_updates is not null) await _updates.DisposeAsync();
        _loader?.Dispose();
        _self?.Dispose();
        _end.Dispose();
    }

    /// <summary>A key that the browser's script found to be meant for the dashboard.</summary>
    [JSInvokable]
    public async Task Press(string key)
    {
        if (_board is null) return;
        switch (key)
        {
            case "f": await BeginFilter(null); break;
            case "c" when Limits is not { Period: not null }: _dialog = Dialog.Period; break;
            case "?": _dialog = Dialog.Help; break;
            case "x": Show(View with { Filters = FilterList.Empty }); break;
            case "left" or "right":
                if (_board.Calendar.Move(_board.Period, key == "left" ? -1 : 1) is { } moved) Show(View with { Period = moved });
                break;
            default:
                foreach (PeriodKind kind in Enum.GetValues<PeriodKind>())
                {
                    if (PeriodText.KeyOf(kind)?.ToLowerInvariant() == key) Show(View with { Period = new ViewPeriod(kind), Interval = null });
                }

                break;
        }

        StateHasChanged();
    }

    /// <summary>The browser tells whether the page is looked at.</summary>
    [JSInvokable]
    public void Look(bool visible) => _updates?.Look(visible);

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        // A page that is drawn before it is interactive shows where things will stand.
        if (!RendererInfo.IsInteractive) return;
        if (_of != Site) Open();
        _firstHour ??= await FirstHourAsync();
        if (_end.IsCancellationRequested) return;
        Arrange();
        Task answered = _loader!.AskAsync(_board!.All());
        if (_live is null) await CountLiveAsync();
        await FindKeysAsync();
        await answered;
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender || !RendererInfo.IsInteractive) return;
        _self = DotNetObjectReference.Create(this);
        await Script.InvokeVoidAsync("ga.dashboard.start", _end.Token, _self);
    }

    private void Open()
    {
        (_of, _firstHour, _hasHits, _live, _keys) = (Site, null, null, null, null);
        _loader?.Dispose();
        _loader = new DashboardLoader(Reports, Site, () => _ = InvokeAsync(StateHasChanged));
        _updates ??= new LiveUpdates(Watch, Site, Time, () => InvokeAsync(RenewOrTellAsync));
    }

    private void Arrange()
    {
        _hasHits = _firstHour is not null;
        ZoneRules zone = Zones.TryFind(Site.Timezone, out ZoneRules? known) ? known : ZoneRules.Utc;
        DateTimeOffset? first = _firstHour is { } hour ? DateTimeOffset.FromUnixTimeSeconds(hour) : null;
        _board = new Board(Site, View, new PeriodCalendar(zone, Time.GetUtcNow(), first), _loader!)
        {
            Path = Path,
            MayEdit = MayEdit,
            ExportPath = ExportPath,
            Goals = Limits is null ? Configuration.GoalsOf(Site.Id) : Limits.Shown(Configuration.GoalsOf(Site.Id)),
            Limits = Limits,
            MayStillView = MayStillView,
            Segments = [.. Configuration.DocumentsOf(Site.Id, DocumentKind.Segment).Where(IsShown)],
            Annotations = Limits is { ShowsNotes: false } ? [] : [.. Configuration.DocumentsOf(Site.Id, DocumentKind.Annotation).Select(document => Annotation.Read(document.Json)).OfType<Annotation>()],
            PropertyKeys = _keys,
        };
    }

    private async Task<long?> FirstHourAsync()
    {
        try
        {
            return await Reader.FirstHourAsync(Site.Id, _end.Token);
        }
        catch (IOException)
        {
            // Each part says that nothing can be read; the site is taken to have hits.
            return Time.GetUtcNow().ToUnixTimeSeconds();
        }
    }

    // Segments have names that the merchant gave them; those that visitors are held to are needed to count by.
    private bool IsShown(SiteDocument segment) => Limits is null || Limits.Locked.Includes(ViewFilter.Segment, segment.Id.ToString(System.Globalization.CultureInfo.InvariantCulture));

    private async Task CountLiveAsync()
    {
        // They are those of the whole site.
        if (Limits is { IsNarrowed: true }) return;
        try
        {
            _live = await Reports.LiveVisitorsAsync(Site, _end.Token);
        }
        catch (IOException)
        {
            // Parts that count hits of now say what is wrong; here is no number.
            _live = null;
        }
    }

    private bool NeedsKeys => _dialog == Dialog.Filter || PanelCatalogue.Goals.Find(View.Tabs.Goals) is { IsProperty: true } || PanelCatalogue.FindDetails(View.Details) is { Tab.IsProperty: true };

    // Only those who look at properties or choose a filter wait for the keys.
    private async Task FindKeysAsync()
    {
        if (_keys is not null || _board is null || !NeedsKeys) return;
        if (Limits is { IsNarrowed: true })
        {
            // They are found among all hits.
            _keys = [];
            Arrange();
            return;
        }

        try
        {
            _keys = await Properties.FindAsync(Site, _board.Span, _end.Token);
        }
        catch (IOException)
        {
            _keys = [];
        }

        Arrange();
        StateHasChanged();
        await _loader!.AskAsync(_board.All());
    }

    // What fails without anybody having clicked is shown as what a click leads to would be.
    private async Task RenewOrTellAsync()
    {
        try
        {
            await RenewAsync();
        }
        catch (Exception exception) when (!_end.IsCancellationRequested)
        {
            await DispatchExceptionAsync(exception);
        }
    }

    // Called when the site has new hits, and every few seconds.
    private async Task RenewAsync()
    {
        if (_loader is null || _board is null || _loader.IsBusy || _end.IsCancellationRequested) return;
        if (!await StorageFaults.AllowsRoundAsync(MayStillView)) return;
        _firstHour ??= await FirstHourAsync();
        await CountLiveAsync();
        Arrange();
        // The loader has the page drawn, once.
        if (_board.Span.IncludesNow) await _loader.RefreshAsync(_board.All());
        else StateHasChanged();
    }

    private async Task RetryAsync()
    {
        if (_board is not null && await MayStillView()) await _loader!.AskAsync(_board.All());
    }

    private void Show(DashboardView view) => Navigation.NavigateTo(_board!.Link(view));

    private async Task BeginFilter(ViewFilter? old)
    {
        if (!await MayStillView()) return;
        (_dialog, _edited) = (Dialog.Filter, old);
        await FindKeysAsync();
    }

    private void FilterDone(ViewFilter? filter)
    {
        FilterList filters = (_edited, filter) switch
        {
            (null, { } added) => View.Filters.Add(added),
            ({ } old, _) => View.Filters.Replace(old, filter),
            _ => View.Filters,
        };
        Closed(open: false);
        Show(View with { Filters = filters });
    }

    private void PeriodChosen((DateOnly From, DateOnly To) days)
    {
        Closed(open: false);
        Show(View with { Period = ViewPeriod.Days(days.From, days.To), Interval = null });
    }

    private void ComparisonChosen((DateOnly From, DateOnly To) days)
    {
        Closed(open: false);
        Show(View with { Comparison = ViewComparison.Days(days.From, days.To, View.Comparison.MatchDayOfWeek) });
    }

    private void SegmentSaved(SiteDocument segment) =>
        Show(View with { Filters = FilterList.Empty.Toggle(ViewFilter.Segment, segment.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)) });

    private void Closed(bool open)
    {
        if (!open) (_dialog, _edited) = (Dialog.None, null);
    }
}
