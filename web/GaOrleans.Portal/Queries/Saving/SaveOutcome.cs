namespace GaOrleans.Portal.Queries.Saving;

/// <summary>What came of saving something.</summary>
public enum SaveOutcome
{
    /// <summary>It is stored.</summary>
    Saved,

    /// <summary>Somebody else changed or deleted it meanwhile; nothing was stored.</summary>
    Conflict,

    /// <summary>Something else has the name that it was to get; nothing was stored.</summary>
    Taken,

    /// <summary>The site is gone.</summary>
    Gone,

    /// <summary>It could not be stored.</summary>
    Failed,
}
