namespace GaOrleans.Engine.Notices.Documents;

/// <summary>What an alert waits for.</summary>
public enum AlertKind
{
    /// <summary>More than a number.</summary>
    Above,

    /// <summary>Less than a number.</summary>
    Below,

    /// <summary>More by a percentage than usual at this hour or day of the week.</summary>
    Up,

    /// <summary>Less by a percentage than usual at this hour or day of the week.</summary>
    Down,

    /// <summary>More or less by a percentage than usual at this hour or day of the week.</summary>
    UpOrDown,
}
