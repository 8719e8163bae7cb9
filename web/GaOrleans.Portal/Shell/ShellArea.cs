namespace GaOrleans.Portal.Shell;

/// <summary>The areas of the portal, each with a navigation of its own.</summary>
public enum ShellArea
{
    /// <summary>Everything outside a site.</summary>
    Account,

    /// <summary>Pages of one site.</summary>
    Site,

    /// <summary>Pages of staff.</summary>
    Admin,
}
