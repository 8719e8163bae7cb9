namespace GaOrleans.Engine.Notices.History;

/// <summary>What one recipient was sent.</summary>
/// <param name="Target">The address, or the host of the webhook.</param>
/// <param name="IsSent">Whether it was sent.</param>
/// <param name="Detail">Why not, or what is special; else null.</param>
public sealed record Delivery(string Target, bool IsSent, string? Detail);
