using GaOrleans.Core.Hits;

namespace GaOrleans.Engine.Operations;

/// <summary>The names under which drop reasons appear in answers, metrics and pages.</summary>
public static class DropReasons
{
    /// <summary>How many there are, "counts" included.</summary>
    public static int Count { get; } = Enum.GetValues<DropReason>().Length;

    /// <summary>The name of a reason.</summary>
    public static string NameOf(DropReason reason) => reason switch
    {
        DropReason.Bot => "bot",
        DropReason.UnknownSite => "unknown_site",
        DropReason.SpamReferrer => "spam_referrer",
        DropReason.Blocked => "blocked",
        DropReason.TimeOutOfRange => "time_out_of_range",
        DropReason.Prefetch => "prefetch",
        DropReason.OverQuota => "over_quota",
        _ => "other",
    };
}
