namespace GaOrleans.Engine.Collecting;

/// <summary>What a user agent and its hints come to.</summary>
/// <param name="Section">The texts of a client section that follow the place: device, browser, its version, system, its version.</param>
/// <param name="IsBot">Whether it is a program.</param>
internal sealed record ClientAnswer(byte[] Section, bool IsBot);
