namespace GaOrleans.Engine.Notices.Webhooks;

/// <summary>A webhook leads where it must not. Stays inside the sender, which makes a value of it.</summary>
internal sealed class HookRefusedException(string message) : IOException(message);
