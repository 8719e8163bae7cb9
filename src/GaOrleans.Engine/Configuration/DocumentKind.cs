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

    /// <summary>Description and chart of the saved query of the same name.</summary>
    QueryCard = 4,

    /// <summary>Saved queries arranged on a page.</summary>
    Board = 5,

    /// <summary>A report that is sent at fixed times.</summary>
    Schedule = 6,

    /// <summary>A condition that is watched.</summary>
    Alert = 7,

    /// <summary>A remark at a point of time, for charts.</summary>
    Annotation = 8,

    /// <summary>Steps that visitors are to take one after the other.</summary>
    Funnel = 9,

    /// <summary>A question whether visitors come back.</summary>
    Retention = 10,

    /// <summary>A question what visitors do before or after something.</summary>
    Path = 11,
}
