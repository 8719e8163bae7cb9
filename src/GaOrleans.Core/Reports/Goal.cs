namespace GaOrleans.Core.Reports;

/// <summary>What a merchant wants visitors to do: an event of a name, or a view of a page.</summary>
/// <param name="Id">Number within the site.</param>
/// <param name="DisplayName">The value of event:goal.</param>
/// <param name="EventName">The event's name, or null for a page goal.</param>
/// <param name="PagePath">The page's path with <c>*</c> and <c>**</c> as wildcards, or null for an event goal.</param>
/// <param name="Currency">ISO 4217 code of its revenue, or null. Only revenue in this currency counts.</param>
/// <param name="CustomProps">Properties that the event must have, all of them; empty for none.</param>
public sealed record Goal(long Id, string DisplayName, string? EventName, string? PagePath, string? Currency, IReadOnlyDictionary<string, string> CustomProps);
