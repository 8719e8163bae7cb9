using System.Text.Json.Serialization;

namespace GaOrleans.Engine.Accounts;

/// <summary>What staff has agreed with a merchant, for <see cref="MerchantPlans"/>.</summary>
public sealed record MerchantPlan
{
    /// <summary>The longest name of a plan, in characters.</summary>
    public const int LongestName = 60;

    /// <summary>The longest note, in characters.</summary>
    public const int LongestNote = 4000;

    /// <summary>What the plan is called. Default "Standard".</summary>
    public string Name { get; init; } = "Standard";

    /// <summary>Hits a month that are agreed; null for the default of the service (<see cref="ServiceValues.DefaultMonthlyHits"/>).</summary>
    public long? MonthlyHits { get; init; }

    /// <summary>How many sites the merchant may have; null for the default of the service (<see cref="ServiceValues.DefaultSites"/>).</summary>
    public int? Sites { get; init; }

    /// <summary>Remarks of staff, which merchants never see.</summary>
    public string Note { get; init; } = "";

    /// <summary>Why the merchant is suspended, as staff wrote; empty when it is not.</summary>
    public string SuspendedBecause { get; init; } = "";

    /// <summary>Of the record that was read; 0 when nothing was ever set.</summary>
    [JsonIgnore]
    public long Version { get; init; }
}
