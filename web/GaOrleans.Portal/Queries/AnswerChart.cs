namespace GaOrleans.Portal.Queries;

/// <summary>How the answer of a query is drawn. Names are persisted.</summary>
public enum AnswerChart
{
    /// <summary>Rows and columns.</summary>
    Table,

    /// <summary>A bar a row, beside its name.</summary>
    BarList,

    /// <summary>Lines over time.</summary>
    Line,

    /// <summary>Filled lines over time.</summary>
    Area,

    /// <summary>Columns over time.</summary>
    Bars,

    /// <summary>Shares of a whole.</summary>
    Donut,

    /// <summary>Big numbers.</summary>
    Number,

    /// <summary>Countries on a map of the world.</summary>
    Map,
}
