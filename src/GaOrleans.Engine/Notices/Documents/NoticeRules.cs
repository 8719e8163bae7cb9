using System.Text;
using GaOrleans.Core.Reports.Queries;
using GaOrleans.Engine.Notices.Mailing;
using GaOrleans.Engine.Notices.Webhooks;

namespace GaOrleans.Engine.Notices.Documents;

/// <summary>What schedules and alerts have to keep to. Problems are told in words for the person who wrote them.</summary>
public static class NoticeRules
{
    /// <summary>Most schedules and alerts of a site together.</summary>
    public const int MostOfSite = 50;

    /// <summary>Most addresses of one.</summary>
    public const int MostRecipients = 20;

    /// <summary>Most characters of a name, those of saved queries too.</summary>
    public const int MostNameCharacters = 120;

    /// <summary>Most characters of the filters of an alert.</summary>
    public const int MostFilterCharacters = 8000;

    /// <summary>Most hours of quiet: 30 days.</summary>
    public const int MostQuietHours = 720;

    private const string NotShown = "The name has characters that cannot be shown.";
    private const double MostValue = 1e12;
    private const double MostPercent = 100_000;
    private const int SecretIdCharacters = 64;

    /// <summary>Says what is wrong with a new name, or null.</summary>
    public static string? NameProblem(string? name) => FormProblem(name) ?? (name!.EnumerateRunes().Any(TurnsDirection) ? NotShown : null);

    /// <summary>Says what is wrong with a schedule, or null.</summary>
    public static string? Problem(Schedule schedule)
    {
        if (schedule.Query is not null && FormProblem(schedule.Query) is not null) return "The saved query has no proper name.";
        if (schedule.Query is null && schedule.Format != NoticeFormat.Html) return "Files go with saved queries; the overview comes in the mail itself.";
        if (schedule.Query is null && schedule.KeepsRange) return "Only a saved query has a range of its own.";
        if (schedule.Hour is < 0 or > 23) return "The hour is 0 to 23.";
        if (schedule.Weekday is < 1 or > 7) return "The weekday is 1 for Monday to 7 for Sunday.";
        if (schedule.Day is < 1 or > 31) return "The day of the month is 1 to 31.";
        return Enum.IsDefined(schedule.Frequency) && Enum.IsDefined(schedule.Format) ? TargetProblem(schedule) : "There is no such frequency or format.";
    }

    /// <summary>Says what is wrong with an alert, or null.</summary>
    public static string? Problem(Alert alert)
    {
        if (!Alert.Metrics.Contains(alert.Metric, StringComparer.Ordinal)) return "This metric cannot be watched.";
        if (alert.Filters.Length > MostFilterCharacters) return $"The filters may have at most {MostFilterCharacters} characters.";
        if (QueryParser.ParseFilters(Encoding.UTF8.GetBytes(alert.Filters), out string? error) is null) return error;
        if (!Enum.IsDefined(alert.Period) || !Enum.IsDefined(alert.Condition.Kind)) return "There is no such period or condition.";
        if (alert.QuietHours is < 1 or > MostQuietHours) return $"The hours of quiet are 1 to {MostQuietHours}.";
        return ConditionProblem(alert.Condition) ?? TargetProblem(alert);
    }

    private static string? FormProblem(string? name)
    {
        if (string.IsNullOrWhiteSpace(name) || name.Trim() != name) return "It needs a name, without spaces around it.";
        if (name.Length > MostNameCharacters) return $"The name may have at most {MostNameCharacters} characters.";
        return name.EnumerateRunes().Any(rune => rune == Rune.ReplacementChar || Rune.IsControl(rune)) ? NotShown : null;
    }

    // Marks that turn the direction of text would make a name in a list of mails look like another.
    private static bool TurnsDirection(Rune rune) => rune.Value is >= 0x202A and <= 0x202E or >= 0x2066 and <= 0x2069;

    private static string? ConditionProblem(AlertCondition condition)
    {
        if (condition.IsChange && condition.Value is not (> 0 and <= MostPercent)) return "The change is a percentage above 0.";
        if (condition.Kind == AlertKind.Down && condition.Value > 100) return "Nothing falls by more than 100 %.";
        if (condition.Value is not (>= 0 and <= MostValue)) return "The number must be 0 or more.";
        return condition.Minimum is >= 0 and <= MostValue ? null : "The smallest volume must be 0 or more.";
    }

    private static string? TargetProblem(INotice notice)
    {
        if (notice.To.Count > MostRecipients) return $"It can go to at most {MostRecipients} addresses.";
        if (notice.To.FirstOrDefault(address => !MailAddresses.IsAddress(address)) is { } wrong) return $"\"{wrong}\" is no mail address.";
        if (notice.To.Distinct(StringComparer.OrdinalIgnoreCase).Count() != notice.To.Count) return "An address is there twice.";
        if (notice.To.Count == 0 && notice.Webhook is null) return "It needs an address or a webhook to go to.";
        if (notice.Since is < 0 or > 4102444800000) return "The time since when it holds makes no sense.";
        if (notice.Webhook is not { } hook) return null;
        if (hook.SecretId.Length is 0 or > SecretIdCharacters || !hook.SecretId.All(char.IsAsciiLetterOrDigit)) return "The webhook's secret has no proper name.";
        return HookAddress.Problem(hook.Url);
    }
}
