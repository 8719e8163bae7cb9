namespace GaOrleans.Engine.Notices.Sending;

/// <summary>Another process has taken over a notice, since this one was silent for too long. It goes on there.</summary>
internal sealed class ClaimLostException(string key) : Exception($"the notice {key} was taken over by another process");
