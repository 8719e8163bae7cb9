using GaOrleans.Core.Hits;

namespace GaOrleans.Http.Collect;

/// <summary>The names under which drop reasons appear in answers and metrics.</summary>
internal static class DropReasonNames
{
    /// <summary>The name of a reason.</summary>
    public static string Of(DropReason reason) => reason switch
    {
        DropReason.Bot => "bot",
        DropReason.UnknownSite => "unknown_site",
        DropReason.SpamReferrer => "spam_referrer",
        DropReason.Blocked => "blocked",
        DropReason.TimeOutOfRange => "time_out_of_range",
        DropReason.Prefetch => "prefetch",
        _ => "other",
    };
}
