namespace GaOrleans.Layout.Tests;

/// <summary>The dependency rules of docs/architecture.md: Core &lt;- Engine &lt;- {Embedded &lt;- Cluster, Http &lt;- Hosting, Portal} &lt;- {Server, Silo}.</summary>
public sealed class DependencyTests
{
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["GaOrleans.Core"] = [],
        ["GaOrleans.Engine"] = ["GaOrleans.Core"],
        ["GaOrleans.Embedded"] = ["GaOrleans.Core", "GaOrleans.Engine"],
        ["GaOrleans.Http"] = ["GaOrleans.Core", "GaOrleans.Engine"],
        ["GaOrleans.Hosting"] = ["GaOrleans.Engine", "GaOrleans.Http"],
        ["GaOrleans.Server"] = ["GaOrleans.Core", "GaOrleans.Engine", "GaOrleans.Embedded", "GaOrleans.Http", "GaOrleans.Hosting", "GaOrleans.Portal"],
        ["GaOrleans.Demo"] = [],
        ["GaOrleans.Cluster"] = ["GaOrleans.Core", "GaOrleans.Engine", "GaOrleans.Embedded"],
        ["GaOrleans.Cluster.Azure"] = ["GaOrleans.Core", "GaOrleans.Engine", "GaOrleans.Embedded", "GaOrleans.Cluster"],
        ["GaOrleans.Silo"] = ["GaOrleans.Core", "GaOrleans.Engine", "GaOrleans.Embedded", "GaOrleans.Cluster", "GaOrleans.Cluster.Azure", "GaOrleans.Http", "GaOrleans.Hosting", "GaOrleans.Portal"],
        ["GaOrleans.Portal"] = ["GaOrleans.Engine"],
    };

    private static readonly string[] OrleansProjects = ["GaOrleans.Cluster", "GaOrleans.Cluster.Azure", "GaOrleans.Silo"];

    public static TheoryData<string> ProductProjects() => [.. Repository.Projects.Values.Where(IsProduct).Select(project => project.Name)];

    public static TheoryData<string> AllProjects() => [.. Repository.Projects.Keys];

    [Theory]
    [MemberData(nameof(ProductProjects))]
    public void Project_RefersOnlyToLayersBelowIt(string name)
    {
        Assert.True(Allowed.TryGetValue(name, out string[]? allowed), $"{name} has no place in the layers: add it to docs/architecture.md and to this test");
        Assert.Empty(Repository.Projects[name].Projects.Except(allowed!, StringComparer.Ordinal));
    }

    [Fact]
    public void Core_RefersToNoPackage()
    {
        Assert.Empty(Repository.Projects["GaOrleans.Core"].Packages);
        Assert.Empty(Repository.Projects["GaOrleans.Core"].Imports);
    }

    [Theory]
    [MemberData(nameof(ProductProjects))]
    public void OrleansAndAzurePackages_StandOnlyInTheClusterProjects(string name)
    {
        if (OrleansProjects.Contains(name, StringComparer.Ordinal)) return;
        Assert.DoesNotContain(Repository.Projects[name].Packages, package => package.StartsWith("Microsoft.Orleans", StringComparison.Ordinal) || package.StartsWith("Azure.", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(AllProjects))]
    public void Project_SaysThatItNeedsOrleans_WhenAnythingBelowItRefersToIt(string name)
    {
        // Else it would fail to restore where the packages are missing, in place of being left out.
        Assert.Equal(Repository.Projects[name].RefersToOrleans(), Repository.Projects[name].NeedsOrleans);
    }

    [Fact]
    public void EveryProject_StandsInTheSolution()
    {
        string solution = File.ReadAllText(Path.Combine(Repository.Root, "GaOrleans.sln"));
        Assert.All(Repository.Projects.Keys, name => Assert.Contains($"{name}.csproj", solution, StringComparison.Ordinal));
    }

    [Fact]
    public void ProductProjects_NeverReferToTests()
    {
        string[] tests = [.. Repository.Projects.Values.Where(project => !IsProduct(project)).Select(project => project.Name)];
        Assert.All(Repository.Projects.Values.Where(IsProduct), project => Assert.Empty(project.Projects.Intersect(tests, StringComparer.Ordinal)));
    }

    private static bool IsProduct(Repository.Project project) =>
        !project.Path.StartsWith(Path.Combine(Repository.Root, "tests"), StringComparison.Ordinal);
}
