using GaOrleans.Engine.Notices.History;

namespace GaOrleans.Engine.Notices.Sending;

/// <summary>What came of sending something by hand.</summary>
/// <param name="Deliveries">What each recipient was sent; empty when nothing could be.</param>
/// <param name="Problem">Why nothing could be sent; else null.</param>
public sealed record SentNow(IReadOnlyList<Delivery> Deliveries, string? Problem);
