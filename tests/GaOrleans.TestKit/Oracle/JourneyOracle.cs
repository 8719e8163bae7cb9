using GaOrleans.Core.Hits;
using GaOrleans.Core.Reports.Filters;
using GaOrleans.Core.Reports.Journeys;
using GaOrleans.Core.Reports.Journeys.Funnels;
using GaOrleans.Core.Reports.Journeys.Paths;
using GaOrleans.Core.Reports.Journeys.Retention;

namespace GaOrleans.TestKit.Oracle;

/// <summary>Counts funnels, retention and paths the slow, obvious way over a list of hits without duplicates, as docs/reports.md reads. The answers are texts, for comparing them.</summary>
public sealed class JourneyOracle
{
    private readonly OracleFilters _filters;
    private readonly List<(OracleVisit Visit, Hit Hit)> _events;

    private JourneyOracle(JourneyPlan plan, IEnumerable<Hit> hits)
    {
        List<OracleVisit> visits = OracleVisit.In(hits).FindAll(visit => visit.LastMs >= plan.Range.FromMs && visit.FirstMs < plan.Range.ToMs);
        _filters = new OracleFilters(visits, plan.Range, plan.Goals);
        _events = [.. visits.SelectMany(visit => visit.Hits.Select(hit => (visit, hit)))
            .Where(one => one.hit.Name != "engagement" && one.hit.TimeMs >= plan.Range.FromMs && one.hit.TimeMs < plan.Range.ToMs && _filters.Hold(plan.Filter, one.visit, one.hit))];
    }

    /// <summary>Counts a funnel.</summary>
    public static string Count(FunnelPlan plan, IEnumerable<Hit> hits) => new JourneyOracle(plan, hits).Funnel(plan);

    /// <summary>Counts a retention report.</summary>
    public static string Count(RetentionPlan plan, IEnumerable<Hit> hits) => new JourneyOracle(plan, hits).Retention(plan);

    /// <summary>Counts paths.</summary>
    public static string Count(PathPlan plan, IEnumerable<Hit> hits) => new JourneyOracle(plan, hits).Paths(plan);

    private bool Fulfils(Filter? condition, (OracleVisit Visit, Hit Hit) one) => _filters.Hold(condition, one.Visit, one.Hit);

    private string Funnel(FunnelPlan plan)
    {
        var chains = new List<(string Group, long[] TimesMs)>();
        foreach (var visitor in _events.GroupBy(one => one.Visit.Visitor))
        {
            var all = visitor.SelectMany(start => ChainsFrom(start, [.. visitor], plan)).OrderByDescending(chain => chain.TimesMs.Length).ThenBy(chain => chain.TimesMs[0]).Take(1);
            chains.AddRange(all);
        }

        IEnumerable<string> groups = plan.Breakdown is null ? [] : chains.GroupBy(chain => chain.Group, StringComparer.Ordinal)
            .OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal).Select(group => $"{group.Key}: {Steps(plan, [.. group])}");
        return string.Join('\n', groups.Prepend(Steps(plan, chains)));
    }

    private IEnumerable<(string Group, long[] TimesMs)> ChainsFrom((OracleVisit Visit, Hit Hit) start, List<(OracleVisit Visit, Hit Hit)> events, FunnelPlan plan)
    {
        if (!Fulfils(plan.Steps[0], start)) yield break;
        List<long> times = [start.Hit.TimeMs];
        foreach (Filter step in plan.Steps.Skip(1))
        {
            long[] later = [.. events.Where(one => one.Hit.TimeMs > times[^1] && one.Hit.TimeMs - times[0] <= (plan.WindowMs ?? long.MaxValue)
                && (!plan.IsWithinVisit || one.Visit == start.Visit) && Fulfils(step, one)).Select(one => one.Hit.TimeMs)];
            if (later.Length == 0) break;
            times.Add(later.Min());
        }

        yield return (plan.Breakdown is { } by ? OracleTexts.OfVisit(by.Kind, start.Visit) : "", [.. times]);
    }

    private static string Steps(FunnelPlan plan, IReadOnlyList<(string Group, long[] TimesMs)> chains) => string.Join(", ", Enumerable.Range(0, plan.Steps.Count).Select(step =>
    {
        List<long[]> reached = [.. chains.Select(chain => chain.TimesMs).Where(times => times.Length > step)];
        long[] took = step == 0 ? [] : [.. reached.Select(times => times[step] - times[step - 1]).Order()];
        decimal? median = took.Length == 0 ? null : took.Length % 2 == 1 ? took[took.Length / 2] / 1000m : (took[(took.Length / 2) - 1] + took[took.Length / 2]) / 2000m;
        return $"{reached.Count} after {median / 1.000000m:0.####}";
    }));

    private string Retention(RetentionPlan plan)
    {
        long[] starts = plan.Periods.StartsMs;
        int PeriodOf(long ms) => starts.Count(start => start <= ms) - 1;
        var lines = starts.Select((_, cohort) => (Visitors: 0, Returned: new int[Math.Min(starts.Length - cohort, plan.MostPeriods + 1L)])).ToArray();
        foreach (var visitor in _events.GroupBy(one => one.Visit.Visitor))
        {
            long[] firsts = [.. visitor.Where(one => Fulfils(plan.First, one)).Select(one => one.Hit.TimeMs)];
            if (firsts.Length == 0 || firsts.Min() < starts[0]) continue;
            int cohort = PeriodOf(firsts.Min());
            lines[cohort].Visitors++;
            foreach (int since in visitor.Where(one => one.Hit.TimeMs >= firsts.Min() && Fulfils(plan.Return, one)).Select(one => PeriodOf(one.Hit.TimeMs) - cohort).Distinct())
            {
                if (since < lines[cohort].Returned.Length) lines[cohort].Returned[since]++;
            }
        }

        return string.Join('\n', lines.Select(line => $"{line.Visitors}: {string.Join(' ', line.Returned)}"));
    }

    private string Paths(PathPlan plan)
    {
        List<List<string>> paths = [.. _events.GroupBy(one => one.Visit).Select(visit => PathOf(plan, [.. visit.OrderBy(one => one.Hit, HitContentOrder.Instance)])).Where(path => path.Count > 0)];
        var kept = Enumerable.Range(0, plan.Steps).Select(step => paths.Where(path => path.Count > step).GroupBy(path => path[step], StringComparer.Ordinal)
            .OrderByDescending(group => group.Count()).ThenByDescending(group => group.Key.StartsWith("Page", StringComparison.Ordinal)).ThenBy(group => group.Key, StringComparer.Ordinal).Take(plan.Nodes).Select(group => group.Key).ToHashSet(StringComparer.Ordinal)).ToList();
        List<List<string>> named = [.. paths.Select(path => path.Select((item, step) => $"{step + 1} {(kept[step].Contains(item) ? item : "Other (other)")}").ToList())];
        IEnumerable<string> nodes = named.SelectMany(path => path.Select((item, step) => (item, Ends: step == path.Count - 1 && path.Count < plan.Steps)))
            .GroupBy(one => one.item, StringComparer.Ordinal).Select(group => $"{group.Key}: {group.Count()} ends {group.Count(one => one.Ends)}");
        IEnumerable<string> links = named.SelectMany(path => path.Zip(path.Skip(1), (near, far) => $"{near} - {far}")).GroupBy(link => link, StringComparer.Ordinal).Select(group => $"{group.Key}: {group.Count()}");
        return $"{paths.Count}\n{string.Join('\n', nodes.Order(StringComparer.Ordinal))}\n{string.Join('\n', links.Order(StringComparer.Ordinal))}";
    }

    private List<string> PathOf(PathPlan plan, List<(OracleVisit Visit, Hit Hit)> events)
    {
        bool IsItem((OracleVisit Visit, Hit Hit) one) => !plan.HasOnlyPages || one.Hit.Name == "pageview";
        int anchor = events.FindIndex(one => plan.Anchor is null ? IsItem(one) : Fulfils(plan.Anchor, one));
        if (anchor < 0) return [];
        var others = plan.IsBackward ? events[..anchor].AsEnumerable().Reverse() : events[(anchor + 1)..];
        List<string> path = [NameOf(events[anchor].Hit)];
        foreach (string item in others.Where(IsItem).Select(one => NameOf(one.Hit)))
        {
            if (path.Count < plan.Steps && (plan.KeepsRepeats || item != path[^1])) path.Add(item);
        }

        return path;
    }

    private static string NameOf(Hit hit) => hit.Name == "pageview" ? $"Page {hit.Page}" : $"Event {hit.Name}";
}
