namespace GaOrleans.Portal.Look;

/// <summary>How much a button stands out.</summary>
public enum ButtonKind
{
    /// <summary>What a page is for; one of a kind on it.</summary>
    Primary,

    /// <summary>With a border.</summary>
    Plain,

    /// <summary>What cannot be undone.</summary>
    Danger,

    /// <summary>Without border, for rows and corners.</summary>
    Quiet,
}
