using GaOrleans.Engine.Configuration;

namespace GaOrleans.Portal.Access;

/// <summary>A site in the list of those that a user may reach.</summary>
/// <param name="Site">The site.</param>
/// <param name="Merchant">Its merchant.</param>
/// <param name="Right">The most that the user may do.</param>
public sealed record ReachableSite(Site Site, Merchant Merchant, Right Right);
