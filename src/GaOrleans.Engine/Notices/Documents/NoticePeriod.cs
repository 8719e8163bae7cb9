namespace GaOrleans.Engine.Notices.Documents;

/// <summary>The stretch of time that an alert looks at each time.</summary>
public enum NoticePeriod
{
    /// <summary>The local hour that ended.</summary>
    Hour,

    /// <summary>The local day that ended.</summary>
    Day,
}
