namespace GaOrleans.Layout.Tests.Deploy;

/// <summary>The arguments that deploy files start silos with, against those that the program takes.</summary>
internal static class SiloArguments
{
    private static readonly string[] KnownRoles = ["collector", "engine", "portal", "reports", "all"];

    /// <summary>The roles of a command.</summary>
    public static IEnumerable<string> Roles(Node arguments) => After(arguments, "--roles").Split(',');

    /// <summary>What follows an argument.</summary>
    public static string After(Node arguments, string name)
    {
        List<Node> items = arguments.Items;
        int at = items.FindIndex(item => item.Text == name);
        Assert.True(at >= 0, $"{arguments.Path} lacks {name}");
        return items[at + 1].Text;
    }

    /// <summary>Checks that the program takes them.</summary>
    public static void AssertKnown(Node arguments)
    {
        string commands = File.ReadAllText(Path.Combine(Repository.Root, "src", "GaOrleans.Silo", "Commands.cs"));
        Assert.Equal("silo", arguments.Items[0].Text);
        Assert.All(arguments.Items.Where(item => item.Text.StartsWith("--", StringComparison.Ordinal)), item => Assert.Contains($"\"{item.Text}\"", commands, StringComparison.Ordinal));
        Assert.All(Roles(arguments), role => Assert.Contains(role, KnownRoles));
        Assert.Equal(("8080", "11111", "azure", "0.0.0.0"), (After(arguments, "--port"), After(arguments, "--silo-port"), After(arguments, "--clustering"), After(arguments, "--host")));
    }
}
