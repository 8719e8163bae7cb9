using GaOrleans.Portal.Queries;

namespace GaOrleans.Portal.Journeys;

/// <summary>Addresses of the pages of journeys: the saved report and what is drafted stand in them.</summary>
public static class JourneyAddress
{
    /// <summary>Makes an address.</summary>
    /// <param name="domain">The site.</param>
    /// <param name="section"><c>funnels</c>, <c>retention</c> or <c>paths</c>.</param>
    /// <param name="name">The saved report; null for a new one.</param>
    /// <param name="json">The draft; null when it is what is saved.</param>
    public static string Of(string domain, string section, string? name, string? json)
    {
        string path = $"/sites/{Uri.EscapeDataString(domain)}/{section}";
        var parts = new List<string>(2);
        if (name is not null) parts.Add("name=" + Uri.EscapeDataString(name));
        if (json is not null && Uri.EscapeDataString(json) is { Length: <= QueryAddress.MostCharacters } escaped) parts.Add("q=" + escaped);
        return parts.Count == 0 ? path : path + "?" + string.Join('&', parts);
    }
}
