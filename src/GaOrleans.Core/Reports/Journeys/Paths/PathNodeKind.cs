namespace GaOrleans.Core.Reports.Journeys.Paths;

/// <summary>What a node of paths stands for.</summary>
public enum PathNodeKind
{
    /// <summary>Views of a page.</summary>
    Page,

    /// <summary>Custom events of a name.</summary>
    Event,

    /// <summary>All items of the step that have no node of their own.</summary>
    Other,
}
