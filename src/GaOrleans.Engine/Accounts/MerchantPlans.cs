using System.Globalization;
using GaOrleans.Engine.Records;

namespace GaOrleans.Engine.Accounts;

/// <summary>The plans of merchants: partition <c>merchant-plans</c>, a record for each merchant that has other than the defaults.</summary>
/// <param name="records">Where they are kept.</param>
public sealed class MerchantPlans(IRecordStore records)
{
    private const string Partition = "merchant-plans";

    /// <summary>The plan of a merchant; the defaults when none was set.</summary>
    public async ValueTask<MerchantPlan> OfAsync(int merchantId, CancellationToken ct) =>
        await records.FindAsync(Partition, KeyOf(merchantId), ct) is { } record ? RecordJson.Read<MerchantPlan>(Partition, record) with { Version = record.Version } : new MerchantPlan();

    /// <summary>Sets a plan.</summary>
    /// <returns>The plan as kept; null when it was changed meanwhile.</returns>
    /// <exception cref="ArgumentException">A number is negative or a text too long: check before.</exception>
    public async ValueTask<MerchantPlan?> PutAsync(int merchantId, MerchantPlan plan, CancellationToken ct)
    {
        if (ProblemOf(plan) is { } problem) throw new ArgumentException(problem, nameof(plan));
        return await records.PutAsync(Partition, KeyOf(merchantId), RecordJson.Write(plan), plan.Version, ct) is { } version ? plan with { Version = version } : null;
    }

    /// <summary>What is wrong with a plan, as a sentence; null when nothing is.</summary>
    public static string? ProblemOf(MerchantPlan plan)
    {
        if (plan.Name.Length is 0 or > MerchantPlan.LongestName) return $"A plan has a name of at most {MerchantPlan.LongestName} characters.";
        if (plan.MonthlyHits < 0 || plan.Sites < 0) return "A quota cannot be negative.";
        if (plan.Note.Length > MerchantPlan.LongestNote) return $"A note has at most {MerchantPlan.LongestNote} characters.";
        return plan.SuspendedBecause.Length > MerchantPlan.LongestNote ? $"A reason has at most {MerchantPlan.LongestNote} characters." : null;
    }

    private static string KeyOf(int merchantId) => merchantId.ToString("D10", CultureInfo.InvariantCulture);
}
