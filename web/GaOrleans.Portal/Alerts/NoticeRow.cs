using GaOrleans.Engine.Configuration;
using GaOrleans.Engine.Notices.History;

namespace GaOrleans.Portal.Alerts;

/// <summary>A schedule or alert as the page lists it.</summary>
/// <param name="Document">Its document.</param>
/// <param name="What">What is sent or watched.</param>
/// <param name="Only">Which hits are counted; empty for all.</param>
/// <param name="When">When; empty for alerts.</param>
/// <param name="To">To whom.</param>
/// <param name="Next">When next; null when it is switched off or cannot be read.</param>
/// <param name="Enabled">Whether it is switched on.</param>
/// <param name="Problem">Why it cannot be read, else null.</param>
/// <param name="Last">What became of it last, as far as the log goes back; else null.</param>
/// <param name="LacksQuery">Whether the saved query that it sends is gone, so that it sends nothing.</param>
public sealed record NoticeRow(SiteDocument Document, string What, string Only, string When, string To, string? Next, bool Enabled, string? Problem, NoticeEntry? Last, bool LacksQuery = false);
