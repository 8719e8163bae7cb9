namespace GaOrleans.Portal.Tests.Access;

/// <summary>Who asks.</summary>
public enum Persona
{
    /// <summary>Has not signed in.</summary>
    Anonymous,

    /// <summary>Owner of another merchant.</summary>
    Stranger,

    /// <summary>Viewer of the merchant.</summary>
    Viewer,

    /// <summary>Editor of the merchant.</summary>
    Editor,

    /// <summary>Owner of the merchant.</summary>
    Owner,

    /// <summary>Staff who signed in without a second factor.</summary>
    StaffWithoutFactor,

    /// <summary>Staff.</summary>
    Staff,

    /// <summary>Staff who look around as the merchant.</summary>
    Viewing,
}
