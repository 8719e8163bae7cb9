using GaOrleans.Portal.Look;

namespace GaOrleans.Portal.Access;

/// <summary>The pages about a merchant.</summary>
internal static class MerchantTabs
{
    /// <summary>Those that the caller may open.</summary>
    public static IReadOnlyList<GaTab> Of(MerchantAccess access)
    {
        string address = $"/merchants/{access.Merchant.Id}";
        var members = new GaTab("members", "Members", $"{address}/members");
        return access.Right >= Right.Own ? [members, new GaTab("log", "Log", $"{address}/log")] : [members];
    }
}
