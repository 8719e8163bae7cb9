namespace GaOrleans.Portal.Look;

/// <summary>A short message.</summary>
/// <param name="kind">How it is meant.</param>
/// <param name="text">What it says.</param>
public sealed class Toast(NoticeKind kind, string text) : EventArgs
{
    /// <summary>How it is meant.</summary>
    public NoticeKind Kind { get; } = kind;

    /// <summary>What it says.</summary>
    public string Text { get; } = text;
}
