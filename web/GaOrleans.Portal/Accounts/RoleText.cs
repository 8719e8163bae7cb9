using GaOrleans.Engine.Accounts;

namespace GaOrleans.Portal.Accounts;

/// <summary>Roles in words.</summary>
internal static class RoleText
{
    /// <summary>All roles, the least first.</summary>
    public static IReadOnlyList<MerchantRole> All { get; } = [MerchantRole.Viewer, MerchantRole.Editor, MerchantRole.Owner];

    /// <summary>The name of a role.</summary>
    public static string Of(MerchantRole role) => role switch
    {
        MerchantRole.Owner => "owner",
        MerchantRole.Editor => "editor",
        _ => "viewer",
    };

    /// <summary>What a role may do, in a sentence.</summary>
    public static string Explain(MerchantRole role) => role switch
    {
        MerchantRole.Owner => "owners may do everything, with members, keys and deletion.",
        MerchantRole.Editor => "editors see everything, add sites, share dashboards and arrange goals, queries, boards and alerts.",
        _ => "viewers see everything and change nothing.",
    };
}
