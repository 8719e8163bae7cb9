namespace GaOrleans.Core.Enrichment;

/// <summary>
/// GA4's default channel groups by their published rules (support.google.com/analytics/answer/9756891), in the variant that Plausible's users know:
/// the rules are tried in GA4's order; a click id that only advertisements carry counts as a paid medium; a referrer or tag that is known as web mail
/// or a newsletter service is Email, as a podcast or music platform Audio, as an AI assistant the group AI Assistants; a source that nothing else
/// matches is Referral when a referrer or tag names it, so that "Unassigned" is left for tags without any source.
/// </summary>
public static class Channels
{
    private static readonly string[] DisplayMediums = ["display", "banner", "expandable", "interstitial", "cpm"];
    private static readonly string[] SocialMediums = ["social", "social-network", "social-media", "sm", "social network", "social media"];
    private static readonly string[] EmailNames = ["email", "e-mail", "e_mail", "e mail"];
    private static readonly string[] ReferralMediums = ["referral", "app", "link"];

    /// <summary>The channel's name; never empty.</summary>
    public static string Of(ChannelEvidence evidence)
    {
        string medium = evidence.Medium.ToLowerInvariant(), campaign = evidence.Campaign.ToLowerInvariant();
        SourceCategory category = evidence.Source.Category;
        if (campaign.Contains("cross-network", StringComparison.Ordinal)) return "Cross-network";
        if (evidence.PaidClick || IsPaid(medium)) return PaidChannel(category, medium, campaign);
        if (Array.IndexOf(DisplayMediums, medium) >= 0) return "Display";
        return ByCategoryOrMedium(category, medium, campaign) ?? ByMedium(evidence, medium);
    }

    private static string PaidChannel(SourceCategory category, string medium, string campaign)
    {
        if (category == SourceCategory.Shopping || NamesShopping(campaign)) return "Paid Shopping";
        return category switch
        {
            SourceCategory.Search => "Paid Search",
            SourceCategory.Social => "Paid Social",
            SourceCategory.Video => "Paid Video",
            _ => medium is "cpm" or "(dclid)" ? "Display" : "Paid Other",
        };
    }

    private static string? ByCategoryOrMedium(SourceCategory category, string medium, string campaign)
    {
        if (category == SourceCategory.Shopping || NamesShopping(campaign)) return "Organic Shopping";
        if (category == SourceCategory.Social || Array.IndexOf(SocialMediums, medium) >= 0) return "Organic Social";
        if (category == SourceCategory.Video || medium.Contains("video", StringComparison.Ordinal)) return "Organic Video";
        if (category == SourceCategory.Search || medium == "organic") return "Organic Search";
        return category switch
        {
            SourceCategory.Assistant => "AI Assistants",
            SourceCategory.Email => "Email",
            SourceCategory.Audio => "Audio",
            _ => null,
        };
    }

    private static string ByMedium(ChannelEvidence evidence, string medium)
    {
        string source = evidence.UtmSource.Length > 0 ? evidence.UtmSource.ToLowerInvariant() : evidence.Source.Name.ToLowerInvariant();
        if (Array.IndexOf(EmailNames, source) >= 0 || Array.IndexOf(EmailNames, medium) >= 0) return "Email";
        if (medium == "affiliate") return "Affiliates";
        if (medium == "audio") return "Audio";
        if (medium == "sms" || source == "sms") return "SMS";
        if (IsPush(source, medium)) return "Mobile Push Notifications";
        if (evidence.Source.Name.Length > 0 || Array.IndexOf(ReferralMediums, medium) >= 0) return "Referral";
        return medium.Length == 0 && evidence.Campaign.Length == 0 ? "Direct" : "Unassigned";
    }

    private static bool IsPush(string source, string medium) => medium.EndsWith("push", StringComparison.Ordinal)
        || medium.Contains("mobile", StringComparison.Ordinal) || medium.Contains("notification", StringComparison.Ordinal) || source == "firebase";

    /// <summary>GA4's <c>^(.*cp.*|ppc|retargeting|paid.*)$</c>. Its <c>cpm</c> without a known source is Display.</summary>
    private static bool IsPaid(string medium) =>
        medium is "ppc" or "retargeting" || medium.Contains("cp", StringComparison.Ordinal) || medium.StartsWith("paid", StringComparison.Ordinal);

    /// <summary>GA4's <c>^(.*(([^a-df-z]|^)shop|shopping).*)$</c>: "shop" not inside a word, except after an "e".</summary>
    private static bool NamesShopping(string campaign)
    {
        if (campaign.Contains("shopping", StringComparison.Ordinal)) return true;
        for (int at = campaign.IndexOf("shop", StringComparison.Ordinal); at >= 0; at = campaign.IndexOf("shop", at + 1, StringComparison.Ordinal))
        {
            if (at == 0 || campaign[at - 1] is not (>= 'a' and <= 'd' or >= 'f' and <= 'z')) return true;
        }

        return false;
    }
}
