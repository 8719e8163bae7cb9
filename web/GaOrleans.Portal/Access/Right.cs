using GaOrleans.Engine.Accounts;

namespace GaOrleans.Portal.Access;

/// <summary>What a user may do with a merchant and its sites. Each right includes those below it.</summary>
public enum Right
{
    /// <summary>See.</summary>
    View = MerchantRole.Viewer,

    /// <summary>See and arrange: goals, segments, saved queries, boards and the like.</summary>
    Edit = MerchantRole.Editor,

    /// <summary>Everything, with members, keys and deletion.</summary>
    Own = MerchantRole.Owner,
}
