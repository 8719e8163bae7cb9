using GaOrleans.Core.Reports.Queries;

namespace GaOrleans.Core.Reports.Answers;

/// <summary>
/// The order of rows: what the query asks for, then time, then all dimensions ascending. It is total, because no two rows have the same dimensions;
/// so pages never overlap. Missing numbers come last, whatever the direction.
/// </summary>
internal sealed class RowOrder : IComparer<AnswerRow>
{
    private readonly (int Metric, int Dimension, bool Descending)[] _keys;
    private readonly int _time = -1;

    public RowOrder(ReportQuery query)
    {
        _keys = [.. query.OrderBy!.Select(entry => (
            entry.Metric is { } metric ? IndexOf(query.Metrics, metric) : -1,
            entry.Dimension is { } dimension ? IndexOf(query.Dimensions, dimension) : -1,
            entry.Descending))];
        for (int i = 0; i < query.Dimensions.Count; i++)
        {
            if (query.Dimensions[i].IsTime) _time = i;
        }
    }

    public int Compare(AnswerRow? x, AnswerRow? y)
    {
        foreach ((int metric, int dimension, bool descending) in _keys)
        {
            int order = metric >= 0 ? CompareMetric(x!.Metrics[metric], y!.Metrics[metric], descending) : CompareDimension(x!, y!, dimension, descending);
            if (order != 0) return order;
        }

        int byTime = x!.TimeLabel.CompareTo(y!.TimeLabel);
        if (byTime != 0) return byTime;
        for (int i = 0; i < x.Values.Count; i++)
        {
            int order = string.CompareOrdinal(x.Values[i], y.Values[i]);
            if (order != 0) return order;
        }

        return 0;
    }

    private int CompareDimension(AnswerRow x, AnswerRow y, int dimension, bool descending)
    {
        int order = dimension == _time ? x.TimeLabel.CompareTo(y.TimeLabel) : string.CompareOrdinal(x.Values[dimension], y.Values[dimension]);
        return descending ? -order : order;
    }

    private static int CompareMetric(in MetricValue x, in MetricValue y, bool descending)
    {
        if (x.Number is not { } left) return y.Number is null ? 0 : 1;
        if (y.Number is not { } right) return -1;
        int order = left.CompareTo(right);
        return descending ? -order : order;
    }

    private static int IndexOf<T>(IReadOnlyList<T> list, T value)
    {
        for (int i = 0; i < list.Count; i++)
        {
            if (EqualityComparer<T>.Default.Equals(list[i], value)) return i;
        }

        return -1;
    }
}
