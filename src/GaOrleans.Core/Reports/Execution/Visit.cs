namespace GaOrleans.Core.Reports.Execution;

/// <summary>A visit of the visitor that is being counted.</summary>
internal struct Visit
{
    /// <summary>Time of its first hit, milliseconds since 1970 UTC.</summary>
    public long FirstMs;

    /// <summary>Time of its last hit.</summary>
    public long LastMs;

    /// <summary>Its page views, also outside of the range.</summary>
    public int Pageviews;

    /// <summary>Whether it has an interactive custom event.</summary>
    public bool Interactive;

    /// <summary>Its first part.</summary>
    public int FirstPart;

    /// <summary>The part after its last.</summary>
    public int EndPart;

    /// <summary>One page view and nothing interactive.</summary>
    public readonly bool IsBounce => Pageviews == 1 && !Interactive;

    /// <summary>Whole seconds from first to last hit, a started second left out; 0 for bounces.</summary>
    public readonly long DurationSeconds => IsBounce ? 0 : (LastMs - FirstMs) / 1000;
}
