namespace GaOrleans.Portal.Look;

/// <summary>Where the content of a column stands.</summary>
public enum CellAlign
{
    /// <summary>At the start: text.</summary>
    Start,

    /// <summary>At the end: numbers.</summary>
    End,

    /// <summary>In the middle: icons.</summary>
    Middle,
}
