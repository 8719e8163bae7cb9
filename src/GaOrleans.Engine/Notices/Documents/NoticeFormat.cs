namespace GaOrleans.Engine.Notices.Documents;

/// <summary>How a report comes by mail.</summary>
public enum NoticeFormat
{
    /// <summary>In the mail itself.</summary>
    Html,

    /// <summary>In the mail, with all rows as a CSV file beside it. Only for saved queries.</summary>
    Csv,

    /// <summary>In the mail, with the answer of the reports interface as a file beside it. Only for saved queries.</summary>
    Json,
}
