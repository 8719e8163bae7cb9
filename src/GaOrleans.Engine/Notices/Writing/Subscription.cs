using GaOrleans.Engine.Configuration;

namespace GaOrleans.Engine.Notices.Writing;

/// <summary>That an address gets a notice.</summary>
/// <param name="SiteId">The site.</param>
/// <param name="Kind">Schedule or alert.</param>
/// <param name="DocumentId">Its number, which it keeps whatever it is changed to.</param>
/// <param name="Address">The address.</param>
public sealed record Subscription(int SiteId, DocumentKind Kind, long DocumentId, string Address);
