namespace GaOrleans.Layout.Tests;

/// <summary>What analyzers do not check of the way the code is written.</summary>
public sealed class SourceTests
{
    private const int LongFileLines = 400;

    [Fact]
    public void LongFiles_StateTheirReason()
    {
        IEnumerable<string> silent = Repository.Sources("src").Concat(Repository.Sources("web")).Concat(Repository.Sources("tests"))
            .Where(file => File.ReadLines(file).Skip(LongFileLines).Any())
            .Where(file => !File.ReadLines(file).Take(20).Any(line => line.Contains("Long because", StringComparison.Ordinal)))
            .Select(file => Path.GetRelativePath(Repository.Root, file));
        Assert.Empty(silent);
    }

    [Fact]
    public void Folders_AreNamedForConcepts()
    {
        string[] kinds = ["Models", "Interfaces", "Helpers", "Utils", "Utilities", "Common", "Managers", "Misc"];
        IEnumerable<string> offending = new[] { "src", "web" }.SelectMany(root => Directory.EnumerateDirectories(Path.Combine(Repository.Root, root), "*", SearchOption.AllDirectories))
            .Where(folder => !folder.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"))
            .Where(folder => kinds.Contains(Path.GetFileName(folder), StringComparer.OrdinalIgnoreCase));
        Assert.Empty(offending);
    }

    [Fact]
    public void Types_AreNotNamedForNothing()
    {
        string[] suffixes = ["Manager", "Helper", "Helpers", "Util", "Utils"];
        IEnumerable<string> offending = Repository.Sources("src").Concat(Repository.Sources("web"))
            .Where(file => suffixes.Any(suffix => Path.GetFileNameWithoutExtension(file).EndsWith(suffix, StringComparison.Ordinal)));
        Assert.Empty(offending);
    }
}
