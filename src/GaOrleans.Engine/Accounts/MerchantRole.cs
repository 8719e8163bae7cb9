namespace GaOrleans.Engine.Accounts;

/// <summary>What a user may do with a merchant's sites. Each role may what those below it may. Persisted: values never change meaning.</summary>
public enum MerchantRole
{
    /// <summary>See.</summary>
    Viewer = 1,

    /// <summary>See and arrange: goals, segments, saved queries, boards and the like.</summary>
    Editor = 2,

    /// <summary>Everything, with members, keys and deletion.</summary>
    Owner = 3,
}
