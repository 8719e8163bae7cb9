namespace GaOrleans.Engine.Accounts;

/// <summary>What became of accepting an invitation.</summary>
public enum Acceptance
{
    /// <summary>The user is a member now.</summary>
    Done = 1,

    /// <summary>There is no such invitation: it was used or revoked, or never made.</summary>
    Unknown = 2,

    /// <summary>It is too old.</summary>
    Expired = 3,

    /// <summary>It is for another e-mail than the user's.</summary>
    OtherEmail = 4,

    /// <summary>The merchant has as many members as it may.</summary>
    TooMany = 5,
}
