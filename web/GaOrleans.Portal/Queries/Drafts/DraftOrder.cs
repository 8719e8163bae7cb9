using System.Runtime.InteropServices;

namespace GaOrleans.Portal.Queries.Drafts;

/// <summary>By what rows are sorted.</summary>
/// <param name="Name">Name of a metric or dimension of the query.</param>
/// <param name="Descending">Whether the largest comes first.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct DraftOrder(string Name, bool Descending);
