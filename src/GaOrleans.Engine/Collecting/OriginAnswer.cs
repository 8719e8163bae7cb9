namespace GaOrleans.Engine.Collecting;

/// <summary>What referrer, tags and click id come to.</summary>
/// <param name="Section">The origin section.</param>
/// <param name="IsSpam">Whether the referrer is on the list of spam referrers.</param>
internal sealed record OriginAnswer(byte[] Section, bool IsSpam);
