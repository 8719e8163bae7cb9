using System.Text.Json;
using GaOrleans.Engine.Accounts;
using GaOrleans.Engine.Configuration;
using GaOrleans.Engine.Records;
using GaOrleans.Portal.Admin;

namespace GaOrleans.Portal.Access;

/// <summary>
/// Staff look around as a merchant: read-only, for an hour at most, written into the audit log before it begins. Which user looks as whom is a
/// record and no part of the cookie, so that it holds in all tabs, is over everywhere at once, and can be looked up.
/// </summary>
public sealed class ViewAs(IRecordStore records, AuditLog audit, IConfigurationStore configuration, TimeProvider time)
{
    /// <summary>How long a look lasts at most.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    private const string Partition = "view-as";

    /// <summary>As whom a user looks at this moment, or null.</summary>
    public async ValueTask<ViewedMerchant?> OfAsync(string userId, CancellationToken ct)
    {
        if (await records.FindAsync(Partition, userId, ct) is not { } record) return null;
        Look? look = JsonSerializer.Deserialize<Look>(record.Json);
        if (look is null || look.UntilMs <= NowMs) return null;
        return configuration.FindMerchant(look.MerchantId) is { } merchant ? new ViewedMerchant(merchant.Id, merchant.Name, look.Reason, look.UntilMs) : null;
    }

    /// <summary>Begins a look; one that goes on is replaced.</summary>
    /// <returns>The merchant; null when the caller is no staff, gives no proper reason, or there is no such merchant.</returns>
    public async ValueTask<ViewedMerchant?> StartAsync(Caller caller, int merchantId, string reason, CancellationToken ct)
    {
        if (!caller.IsStaff || Desk.ProblemOf(reason) is not null || configuration.FindMerchant(merchantId) is not { } merchant) return null;
        var look = new Look(merchantId, reason, NowMs + (long)Longest.TotalMilliseconds);
        await audit.AppendAsync(EntryOf(caller, "view-as.start", merchantId, reason), ct);
        await StoreAsync(caller.User.Id, JsonSerializer.Serialize(look), ct);
        return new ViewedMerchant(merchantId, merchant.Name, reason, look.UntilMs);
    }

    /// <summary>Ends a look; nothing happens when there is none.</summary>
    public async ValueTask StopAsync(Caller caller, CancellationToken ct)
    {
        while (await records.FindAsync(Partition, caller.User.Id, ct) is { } record)
        {
            if (!await records.DeleteAsync(Partition, caller.User.Id, record.Version, ct)) continue;
            if (caller.Viewing is { } viewed) await audit.AppendAsync(EntryOf(caller, "view-as.stop", viewed.MerchantId, null), ct);
            return;
        }
    }

    private static AuditEntry EntryOf(Caller caller, string action, int merchantId, string? detail) =>
        caller.Did(action, MerchantSubject.Of(merchantId), detail) with { MerchantId = merchantId, ByStaff = true };

    private long NowMs => time.GetUtcNow().ToUnixTimeMilliseconds();

    // Whoever comes last in two tabs wins.
    private async ValueTask StoreAsync(string userId, string json, CancellationToken ct)
    {
        long? stored = null;
        while (stored is null)
        {
            StoredRecord? there = await records.FindAsync(Partition, userId, ct);
            stored = await records.PutAsync(Partition, userId, json, there?.Version ?? 0, ct);
        }
    }

    private sealed record Look(int MerchantId, string Reason, long UntilMs);
}
