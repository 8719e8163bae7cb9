namespace GaOrleans.Core.Enrichment;

/// <summary>What a click id says.</summary>
/// <param name="Parameter">Its name in the query.</param>
/// <param name="Source">The source that it implies where neither tag nor referrer names one.</param>
/// <param name="Paid">Whether only advertisements carry it; it then is the medium where no tag names one, as <c>(gclid)</c>.</param>
internal sealed record ClickIdRule(string Parameter, string Source, bool Paid);
