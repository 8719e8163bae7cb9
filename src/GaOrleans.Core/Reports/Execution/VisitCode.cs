namespace GaOrleans.Core.Reports.Execution;

/// <summary>The codes of a visit from which all its dimensions follow.</summary>
internal enum VisitCode
{
    /// <summary>The client section of its first hit.</summary>
    Client,

    /// <summary>The origin section of its first hit.</summary>
    Origin,

    /// <summary>The page of its first page view; -1 without any.</summary>
    EntryPage,

    /// <summary>The page of its last page view.</summary>
    ExitPage,

    /// <summary>The host name of its first page view.</summary>
    EntryHostname,

    /// <summary>The host name of its last page view.</summary>
    ExitHostname,
}
