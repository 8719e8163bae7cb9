namespace GaOrleans.Engine.Accounts;

/// <summary>What became of the deletion of a user.</summary>
public enum UserDeletion
{
    /// <summary>The user is gone.</summary>
    Done = 1,

    /// <summary>There is no such user.</summary>
    Unknown = 2,

    /// <summary>Not made: the user is a member of merchants. End the memberships first.</summary>
    HasMemberships = 3,
}
