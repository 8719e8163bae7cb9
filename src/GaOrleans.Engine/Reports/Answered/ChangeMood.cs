namespace GaOrleans.Engine.Reports.Answered;

/// <summary>Whether a change is good news.</summary>
public enum ChangeMood
{
    /// <summary>It is bad news.</summary>
    Bad = -1,

    /// <summary>Nothing changed.</summary>
    Neutral = 0,

    /// <summary>It is good news.</summary>
    Good = 1,
}
