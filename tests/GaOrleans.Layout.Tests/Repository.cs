using System.Xml.Linq;

namespace GaOrleans.Layout.Tests;

/// <summary>The repository as it lies on disk.</summary>
internal static class Repository
{
    /// <summary>The folder that holds the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>All projects of the solution, probes left out, by name.</summary>
    public static IReadOnlyDictionary<string, Project> Projects { get; } =
        new[] { "src", "web", "tests" }
            .Select(folder => Path.Combine(Root, folder))
            .Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.csproj", SearchOption.AllDirectories))
            .Select(Project.Read)
            .ToDictionary(project => project.Name, StringComparer.Ordinal);

    /// <summary>All C# sources below a folder, build output left out.</summary>
    public static IEnumerable<string> Sources(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"));

    private static string FindRoot()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "GaOrleans.sln"))) folder = Path.GetDirectoryName(folder);
        return folder ?? throw new DirectoryNotFoundException("cannot find the repository: no GaOrleans.sln above the test's folder");
    }

    /// <summary>What a project file refers to.</summary>
    internal sealed record Project(string Name, string Path, IReadOnlyList<string> Projects, IReadOnlyList<string> Packages, IReadOnlyList<string> Imports, bool NeedsOrleans)
    {
        public static Project Read(string path)
        {
            XElement xml = XDocument.Load(path).Root!;
            return new Project(
                System.IO.Path.GetFileNameWithoutExtension(path),
                path,
                [.. Included(xml, "ProjectReference").Select(NameOf)],
                [.. Included(xml, "PackageReference")],
                [.. xml.Descendants("Import").Select(import => (string?)import.Attribute("Project") ?? "")],
                xml.Descendants("NeedsOrleans").Any(element => element.Value == "true"));
        }

        /// <summary>Whether it refers to Orleans, itself or through others, also where the package source has no Orleans.</summary>
        public bool RefersToOrleans()
        {
            XElement xml = XDocument.Load(Path).Root!;
            foreach (XElement optional in xml.Descendants().Where(element => ((string?)element.Attribute("Condition"))?.Contains("HasOrleans", StringComparison.Ordinal) == true).ToArray()) optional.Remove();
            return Included(xml, "PackageReference").Any(package => package.StartsWith("Microsoft.Orleans", StringComparison.Ordinal))
                || Included(xml, "ProjectReference").Any(reference => Repository.Projects[NameOf(reference)].RefersToOrleans());
        }

        private static string NameOf(string reference) => System.IO.Path.GetFileNameWithoutExtension(reference.Replace('\\', '/'));

        private static IEnumerable<string> Included(XElement xml, string item) =>
            xml.Descendants(item).Select(element => (string?)element.Attribute("Include")).OfType<string>();
    }
}
