using System.Globalization;
using GaOrleans.Core.Reports.Planning;
using GaOrleans.Engine.Notices.Documents;
using GaOrleans.Engine.Reports.Answered;

namespace GaOrleans.Engine.Notices.Reporting;

/// <summary>The numbers of an answer over time by their period. Periods without a row are 0. The two hours of a repeated one share their label and so their number.</summary>
internal sealed class NumberSeries
{
    private readonly Dictionary<string, AnsweredNumber> _numbers = new(StringComparer.Ordinal);
    private readonly string _format;
    private readonly LocalCalendar _calendar;

    public NumberSeries(AnsweredTable table, NoticePeriod period, LocalCalendar calendar)
    {
        _calendar = calendar;
        _format = period == NoticePeriod.Hour ? "yyyy-MM-dd HH:00:00" : "yyyy-MM-dd";
        foreach (AnsweredRow row in table.Rows) _numbers[row.Values[0]!] = row.Numbers[0];
    }

    /// <summary>The number of the period that holds an instant.</summary>
    public AnsweredNumber At(long ms) =>
        _numbers.TryGetValue(_calendar.LocalTimeAt(ms).ToString(_format, CultureInfo.InvariantCulture), out AnsweredNumber number) ? number : new AnsweredNumber(0, Currency: null);
}
