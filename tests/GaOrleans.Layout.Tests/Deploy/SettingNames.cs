using System.Text.RegularExpressions;

namespace GaOrleans.Layout.Tests.Deploy;

/// <summary>The settings that deploy files set, against the options in the sources.</summary>
internal static partial class SettingNames
{
    private static readonly Dictionary<string, string> Sources = new(StringComparer.Ordinal)
    {
        ["Azure"] = "GaOrleans.Cluster.Azure/AzureSettings.cs",
        ["Azure__Hits"] = "GaOrleans.Cluster.Azure/EventHubs/EventHubHitOptions.cs",
        ["Cluster"] = "GaOrleans.Cluster/GaClusterOptions.cs",
        ["Http"] = "GaOrleans.Http/HttpOptions.cs",
    };

    /// <summary>Checks that each setting of ours is an option.</summary>
    public static void AssertKnown(IEnumerable<string> names, string where)
    {
        foreach (string name in names.Where(name => name.Contains("__", StringComparison.Ordinal)))
        {
            int at = name.LastIndexOf("__", StringComparison.Ordinal);
            Assert.True(Sources.TryGetValue(name[..at], out string? source), $"{where}: there is no section {name[..at]}");
            string text = File.ReadAllText(Path.Combine(Repository.Root, "src", source!));
            Assert.True(Regex.IsMatch(text, $@"public [\w?]+ {name[(at + 2)..]} \{{ get", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)), $"{where}: {source} has no {name[(at + 2)..]}");
        }
    }

    /// <summary>The consumer groups that the code reads by, in order.</summary>
    public static IEnumerable<string> ConsumerGroups() =>
        Groups().Matches(File.ReadAllText(Path.Combine(Repository.Root, "src", Sources["Azure__Hits"]))).Select(match => match.Groups["name"].Value).Order(StringComparer.Ordinal);

    [GeneratedRegex("const string \\w+Group = \"(?<name>\\w+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Groups();
}
