using System.Collections.Immutable;
using GaOrleans.Core.Reports;

namespace GaOrleans.Engine.Configuration;

/// <summary>Everything that belongs to a site. Immutable: a change makes a new one.</summary>
internal sealed record SiteEntry(Site Site)
{
    public ImmutableSortedDictionary<long, Goal> Goals { get; init; } = ImmutableSortedDictionary<long, Goal>.Empty;

    public ImmutableSortedDictionary<(DocumentKind Kind, string Name), SiteDocument> Documents { get; init; } =
        ImmutableSortedDictionary.Create<(DocumentKind, string), SiteDocument>(DocumentOrder.Instance);

    private sealed class DocumentOrder : IComparer<(DocumentKind Kind, string Name)>
    {
        public static readonly DocumentOrder Instance = new();

        public int Compare((DocumentKind Kind, string Name) x, (DocumentKind Kind, string Name) y) =>
            x.Kind != y.Kind ? x.Kind.CompareTo(y.Kind) : string.CompareOrdinal(x.Name, y.Name);
    }
}
