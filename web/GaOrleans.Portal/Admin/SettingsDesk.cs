using System.Globalization;
using GaOrleans.Engine.Accounts;
using GaOrleans.Portal.Access;

namespace GaOrleans.Portal.Admin;

/// <summary>What staff sets for the whole service.</summary>
internal sealed class SettingsDesk(ServiceSettings settings, AuditLog audit) : Desk(audit)
{
    /// <summary>Changes the settings.</summary>
    public async ValueTask<string?> ChangeAsync(Caller caller, ServiceValues values, CancellationToken ct)
    {
        ServiceValues wanted = values with { Announcement = string.IsNullOrWhiteSpace(values.Announcement) ? null : values.Announcement.Trim() };
        if (wanted.DefaultSites < 0 || wanted.DefaultMonthlyHits < 0) return "A quota cannot be negative.";
        if (wanted.Announcement?.Length > ServiceSettings.LongestAnnouncement) return $"An announcement has at most {ServiceSettings.LongestAnnouncement} characters.";
        string difference = Difference(await settings.GetAsync(ct), wanted);
        return await DoAsync(caller, "service.settings", "service", difference, async () => await settings.PutAsync(wanted, ct) is not null, ct);
    }

    private static string Difference(ServiceValues before, ServiceValues after)
    {
        var changes = new List<string>();
        Add("invitation only", before.InvitationOnly, after.InvitationOnly);
        Add("sites of a merchant", before.DefaultSites, after.DefaultSites);
        Add("hits a month", before.DefaultMonthlyHits, after.DefaultMonthlyHits);
        Add("announcement", before.Announcement, after.Announcement);
        Add("sharing", before.Sharing, after.Sharing);
        Add("sending", before.Sending, after.Sending);
        return changes.Count == 0 ? "nothing" : string.Join("; ", changes);

        void Add<T>(string name, T from, T to)
        {
            if (!EqualityComparer<T>.Default.Equals(from, to)) changes.Add(string.Create(CultureInfo.InvariantCulture, $"{name}: {(object?)from ?? "none"} to {(object?)to ?? "none"}"));
        }
    }
}
