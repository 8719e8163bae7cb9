namespace GaOrleans.Core.Reports.Execution;

/// <summary>What has to be known before a <see cref="Condition"/> can be tried.</summary>
[Flags]
internal enum ConditionNeeds
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The origin of the visit's first hit.</summary>
    Origin = 1,

    /// <summary>The client of the visit's first hit.</summary>
    Client = 32,

    /// <summary>The page views of the visit.</summary>
    Pages = 2,

    /// <summary>What the visitor has done in the range.</summary>
    Done = 4,

    /// <summary>An event.</summary>
    Event = 8,

    /// <summary>An event's page.</summary>
    EventPage = 16,
}
