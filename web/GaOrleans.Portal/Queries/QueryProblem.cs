namespace GaOrleans.Portal.Queries;

/// <summary>What is wrong with a query.</summary>
/// <param name="Place">JSON pointer of the place, such as <c>#/metrics/1</c>; <c>#</c> for the query as a whole.</param>
/// <param name="Message">What, in words.</param>
public sealed record QueryProblem(string Place, string Message)
{
    /// <summary>The member of the query that the place is in; empty for the query as a whole.</summary>
    public string Section => Place.Length > 2 ? Place[2..].Split('/')[0] : "";
}
