namespace GaOrleans.Engine.Configuration;

/// <summary>Kinds of <see cref="SiteDocument"/>. Persisted: values never change meaning.</summary>
public enum DocumentKind
{
    /// <summary>A named filter.</summary>
    Segment = 1,

    /// <summary>A saved query.</summary>
    Query = 2,

    /// <summary>A shared link.</summary>
    SharedLink = 3,
}
