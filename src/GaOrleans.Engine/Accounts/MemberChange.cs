namespace GaOrleans.Engine.Accounts;

/// <summary>What became of a change of a merchant's members.</summary>
public enum MemberChange
{
    /// <summary>It is made.</summary>
    Done = 1,

    /// <summary>There is no such user, or the user is no member.</summary>
    Unknown = 2,

    /// <summary>Not made: the merchant would be left without an owner.</summary>
    LastOwner = 3,

    /// <summary>Not made: the merchant has as many members as it may.</summary>
    TooMany = 4,
}
