namespace GaOrleans.Engine.Accounts;

/// <summary>A session that was signed out.</summary>
/// <param name="Id">The session.</param>
/// <param name="UntilMs">From when on nobody can use it anyway, in milliseconds since 1970 UTC.</param>
public sealed record EndedSession(string Id, long UntilMs);
