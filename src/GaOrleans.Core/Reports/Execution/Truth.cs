namespace GaOrleans.Core.Reports.Execution;

/// <summary>What is known of a condition.</summary>
internal enum Truth
{
    /// <summary>It does not hold.</summary>
    No,

    /// <summary>It depends on what is not known.</summary>
    Unknown,

    /// <summary>It holds.</summary>
    Yes,
}
