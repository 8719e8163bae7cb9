namespace GaOrleans.Portal.Look;

/// <summary>Short messages that come up at the edge of the page and go by themselves. One for each open page.</summary>
public sealed class Toasts
{
    /// <summary>Raised with each message.</summary>
    public event EventHandler<Toast>? Said;

    /// <summary>Says something.</summary>
    public void Say(NoticeKind kind, string text) => Said?.Invoke(this, new Toast(kind, text));
}
