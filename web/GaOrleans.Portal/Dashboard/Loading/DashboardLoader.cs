using GaOrleans.Engine.Configuration;
using GaOrleans.Engine.Reports;
using GaOrleans.Engine.Reports.Answered;
using GaOrleans.Engine.Reports.Batches;

namespace GaOrleans.Portal.Dashboard.Loading;

/// <summary>
/// Asks the questions of one open dashboard and keeps the answers part by part. Questions asked together share what they read. What is asked anew takes the place
/// of what was still on its way; a part whose question has not changed is left alone. Not safe for concurrent use: all calls come from the page's own turn.
/// </summary>
public sealed class DashboardLoader : IDisposable
{
    private readonly ReportService _reports;
    private readonly Site _site;
    private readonly Action _changed;
    private readonly Dictionary<string, PartAnswer> _answers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PartQuestion> _asked = new(StringComparer.Ordinal);
    private CancellationTokenSource _current = new();

    /// <summary>Makes a loader.</summary>
    /// <param name="reports">Answers.</param>
    /// <param name="site">The site; the caller has checked that it may be read.</param>
    /// <param name="changed">Called after each answer; of a renewal once, when all are there.</param>
    public DashboardLoader(ReportService reports, Site site, Action changed) => (_reports, _site, _changed) = (reports, site, changed);

    /// <summary>Up to when hits are counted in all that is shown; null before the first answer.</summary>
    public DateTimeOffset? FreshTo { get; private set; }

    /// <summary>Whether anything is on its way.</summary>
    public bool IsBusy => _answers.Values.Any(answer => answer.IsBusy);

    /// <summary>What is known of a part.</summary>
    public PartAnswer Of(string part) => _answers.GetValueOrDefault(part, PartAnswer.None);

    /// <summary>All that is known.</summary>
    public IEnumerable<PartAnswer> All => _answers.Values;

    /// <summary>Asks what has changed or failed. Parts whose question is another are busy until it is answered.</summary>
    /// <param name="questions">The questions of all parts, those to be answered first in front.</param>
    public Task AskAsync(IReadOnlyList<PartQuestion> questions)
    {
        Forget(questions);
        PartQuestion[] open = [.. questions.Where(question => !IsAnswered(question))];
        foreach (PartQuestion question in open) Begin(question);
        return open.Length == 0 ? Task.CompletedTask : AskOpenAsync(open);
    }

    /// <summary>
    /// Asks everything anew, as the site has changed: the numbers stay as they are until all are there, and nothing is busy meanwhile. Pages renew themselves all
    /// the time, many at once, and each change is a drawing of the whole page.
    /// </summary>
    /// <param name="questions">The questions of all parts, as they were asked before.</param>
    public async Task RefreshAsync(IReadOnlyList<PartQuestion> questions)
    {
        CancellationToken ct = await BeginAsync();
        await ReceiveAsync([.. questions], isEachShown: false, ct);
        if (!ct.IsCancellationRequested) _changed();
    }

    private async Task AskOpenAsync(PartQuestion[] asked)
    {
        CancellationToken ct = await BeginAsync();
        _changed();
        await ReceiveAsync(asked, isEachShown: true, ct);
    }

    // What was still on its way is wanted no longer.
    private async Task<CancellationToken> BeginAsync()
    {
        await _current.CancelAsync();
        _current.Dispose();
        _current = new CancellationTokenSource();
        return _current.Token;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _current.Cancel();
        _current.Dispose();
    }

    private async Task ReceiveAsync(PartQuestion[] asked, bool isEachShown, CancellationToken ct)
    {
        try
        {
            ReadOnlyMemory<byte>[] queries = [.. asked.Select(question => new ReadOnlyMemory<byte>(question.Query))];
            await foreach (NumberedAnswer numbered in _reports.AnswerEachAsync(_site, queries, ct))
            {
                if (ct.IsCancellationRequested) return;
                Take(asked[numbered.Number], numbered.Answer);
                if (isEachShown) _changed();
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // Something else is wanted by now.
        }
    }

    private bool IsAnswered(PartQuestion question) =>
        _asked.TryGetValue(question.Part, out PartQuestion? before) && before.Query.AsSpan().SequenceEqual(question.Query) && Of(question.Part) is { IsBusy: false, Problem: null };

    private void Forget(IReadOnlyList<PartQuestion> questions)
    {
        foreach (string part in _answers.Keys.Where(part => questions.All(question => question.Part != part)).ToArray())
        {
            _answers.Remove(part);
            _asked.Remove(part);
        }
    }

    private void Begin(PartQuestion question)
    {
        bool keeps = _asked.TryGetValue(question.Part, out PartQuestion? before) && before.Shape == question.Shape;
        _asked[question.Part] = question;
        _answers[question.Part] = keeps ? Of(question.Part) with { IsBusy = true } : PartAnswer.None;
    }

    private void Take(PartQuestion question, ReportAnswer answer)
    {
        AnsweredTable? table = AnsweredTable.Read(answer, out string? problem);
        _answers[question.Part] = table is null
            ? Of(question.Part) with { IsBusy = false, Problem = problem, Status = answer.Status }
            : new PartAnswer(table, IsBusy: false);
        // All that is shown is counted up to the least fresh of its parts.
        FreshTo = _answers.Values.Where(known => known.Table is not null).Min(known => (DateTimeOffset?)known.Table!.Meta.FreshTo) ?? FreshTo;
    }
}
