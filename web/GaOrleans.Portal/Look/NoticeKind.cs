namespace GaOrleans.Portal.Look;

/// <summary>How a message is meant.</summary>
public enum NoticeKind
{
    /// <summary>To be known.</summary>
    Info,

    /// <summary>Something worked.</summary>
    Good,

    /// <summary>Something wants attention.</summary>
    Warn,

    /// <summary>Something failed.</summary>
    Error,
}
