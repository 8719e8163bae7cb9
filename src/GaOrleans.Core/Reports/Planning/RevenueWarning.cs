namespace GaOrleans.Core.Reports.Planning;

/// <summary>Why revenue metrics are null.</summary>
public enum RevenueWarning
{
    /// <summary>None of the goals has a currency.</summary>
    NoRevenueGoalsMatching,

    /// <summary>The goals have several currencies, which cannot be added.</summary>
    NoSingleRevenueCurrency,
}
