using GaOrleans.Portal.Queries.Saving;

namespace GaOrleans.Portal.Queries;

/// <summary>Addresses of the pages of queries: what is drafted stands in them, so that it can be shared and the back button works.</summary>
public static class QueryAddress
{
    /// <summary>Characters of a draft that an address can carry; every browser and proxy takes that much.</summary>
    public const int MostCharacters = 6_000;

    /// <summary>What <c>order</c> says in the address of a list that begins with what was saved last.</summary>
    public const string LatestFirst = "latest";

    /// <summary>The list of saved queries.</summary>
    public static string List(string domain) => $"/sites/{Uri.EscapeDataString(domain)}/queries";

    /// <summary>A page of the list, of what was looked for.</summary>
    public static string List(string domain, string search, int page, bool latestFirst)
    {
        var parts = new List<string>(3);
        if (search.Length > 0) parts.Add("search=" + Uri.EscapeDataString(search));
        if (page > 1) parts.Add($"page={page}");
        if (latestFirst) parts.Add("order=" + LatestFirst);
        return parts.Count == 0 ? List(domain) : List(domain) + "?" + string.Join('&', parts);
    }

    /// <summary>A new query.</summary>
    public static string New(string domain) => List(domain) + "/new";

    /// <summary>A saved query.</summary>
    public static string Saved(string domain, string name) => DocumentName.FitsPath(name) ? $"{List(domain)}/{Uri.EscapeDataString(name)}" : $"{New(domain)}?name={Uri.EscapeDataString(name)}";

    /// <summary>A draft.</summary>
    /// <param name="domain">The site.</param>
    /// <param name="name">The saved query that is edited; null for a new one.</param>
    /// <param name="json">The draft; null when it is what is saved.</param>
    /// <param name="chart">The chart; null for what is saved or suits best.</param>
    public static string Draft(string domain, string? name, string? json, AnswerChart? chart)
    {
        string path = name is null ? New(domain) : Saved(domain, name);
        var parts = new List<string>(2);
        if (json is not null && Uri.EscapeDataString(json) is { Length: <= MostCharacters } escaped) parts.Add("q=" + escaped);
        if (chart is { } kind) parts.Add("chart=" + AnswerCharts.NameOf(kind));
        if (parts.Count == 0) return path;
        return path + (path.Contains('?') ? '&' : '?') + string.Join('&', parts);
    }

    /// <summary>The file of an answer.</summary>
    /// <param name="domain">The site.</param>
    /// <param name="kind">Of what: <c>query</c>, <c>funnel</c>, <c>retention</c> or <c>paths</c>.</param>
    /// <param name="format"><c>csv</c> or <c>json</c>.</param>
    /// <param name="json">The body of the request.</param>
    /// <param name="name">What the file is called.</param>
    /// <returns>The address; null when the request is too long for one.</returns>
    public static string? Download(string domain, string kind, string format, string json, string name)
    {
        string body = Uri.EscapeDataString(json);
        return body.Length > MostCharacters ? null : $"/sites/{Uri.EscapeDataString(domain)}/download?kind={kind}&format={format}&name={Uri.EscapeDataString(name)}&body={body}";
    }
}
