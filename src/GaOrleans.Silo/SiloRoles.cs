using GaOrleans.Http;

namespace GaOrleans.Silo;

/// <summary>What a silo does. Silos are equal but for what they leave out.</summary>
/// <param name="Collector">Takes hits over HTTP.</param>
/// <param name="Engine">Hosts grains: buckets, partitions of the log, configuration.</param>
/// <param name="Reports">Answers reports and configuration over HTTP.</param>
/// <param name="Portal">Serves the portal.</param>
internal readonly record struct SiloRoles(bool Collector, bool Engine, bool Reports, bool Portal)
{
    private const string All = "all";

    /// <summary>The interfaces it serves.</summary>
    public HttpParts Parts => (Collector ? HttpParts.Collect : HttpParts.None) | (Reports ? HttpParts.Reports : HttpParts.None);

    /// <summary>As a list that <see cref="Parse"/> reads.</summary>
    public override string ToString() => this == new SiloRoles(Collector: true, Engine: true, Reports: true, Portal: true) ? All : string.Join(',', Names());

    /// <summary>Reads a list such as <c>collector,engine</c>.</summary>
    /// <returns>The roles, or what is wrong with the list.</returns>
    public static (SiloRoles Roles, string? Problem) Parse(string? list)
    {
        var roles = default(SiloRoles);
        string[] names = (list ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (names.Length == 0) return (roles, "name at least one role");
        foreach (string name in names)
        {
            switch (name)
            {
                case All: roles = new SiloRoles(Collector: true, Engine: true, Reports: true, Portal: true); break;
                case "collector": roles = roles with { Collector = true }; break;
                case "engine": roles = roles with { Engine = true }; break;
                case "reports": roles = roles with { Reports = true }; break;
                case "portal": roles = roles with { Portal = true }; break;
                default: return (roles, $"there is no role \"{name}\"; there are collector, engine, reports, portal and all");
            }
        }

        return (roles, null);
    }

    private IEnumerable<string> Names()
    {
        if (Collector) yield return "collector";
        if (Engine) yield return "engine";
        if (Reports) yield return "reports";
        if (Portal) yield return "portal";
    }
}
