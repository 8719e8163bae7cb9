namespace GaOrleans.Core.Reports.Queries;

/// <summary>What one query may hold, so that none costs more than its site's data.</summary>
public static class QueryLimits
{
    /// <summary>Bytes of the query.</summary>
    public const int SizeBytes = 64 * 1024;

    /// <summary>Nesting of JSON; what <see cref="FilterDepth"/> nested filters need.</summary>
    public const int JsonDepth = 32;

    /// <summary>JSON values and keys.</summary>
    public const int JsonTokens = 10_000;

    /// <summary>Nested filters.</summary>
    public const int FilterDepth = 8;

    /// <summary>Conditions, segments expanded.</summary>
    public const int Filters = 100;

    /// <summary>Values of all conditions together.</summary>
    public const int FilterValues = 2_000;

    /// <summary>Segments.</summary>
    public const int Segments = 10;

    /// <summary>Dimensions.</summary>
    public const int Dimensions = 8;

    /// <summary>Entries of order_by.</summary>
    public const int OrderEntries = 22;

    /// <summary>Regular expressions of all conditions together.</summary>
    public const int Patterns = 50;

    /// <summary>Characters of a regular expression.</summary>
    public const int PatternCharacters = 300;

    /// <summary>Rows of an answer.</summary>
    public const int MaxRows = 10_000;

    /// <summary>Slots of a time dimension.</summary>
    public const int TimeSlots = 50_000;

    /// <summary>Days of a range counted in days.</summary>
    public const int Days = 5_000;

    /// <summary>Months of a range counted in months.</summary>
    public const int Months = 100;

    /// <summary>Errors named in one answer.</summary>
    public const int Errors = 20;
}
