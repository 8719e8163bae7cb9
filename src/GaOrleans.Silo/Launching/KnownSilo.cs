namespace GaOrleans.Silo.Launching;

/// <summary>A silo as the launcher remembers it.</summary>
/// <param name="Process">Its process; 0 when it does not run.</param>
/// <param name="SiloPort">Its port among silos, which it keeps over restarts: so it takes the place of the one before, at once.</param>
/// <param name="ListenFd">The descriptor of the listening socket in it.</param>
/// <param name="Ready">Whether it serves.</param>
internal sealed record KnownSilo(int Process, int SiloPort, int ListenFd, bool Ready);
