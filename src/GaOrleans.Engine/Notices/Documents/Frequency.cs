namespace GaOrleans.Engine.Notices.Documents;

/// <summary>How often a report is sent.</summary>
public enum Frequency
{
    /// <summary>Every day, about the day before.</summary>
    Daily,

    /// <summary>Once a week, about the seven days before.</summary>
    Weekly,

    /// <summary>Once a month, about the calendar month before.</summary>
    Monthly,
}
