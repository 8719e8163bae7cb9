using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.Serialization;

namespace GaOrleans.Layout.Tests.Deploy;

/// <summary>The files of deploy/, read.</summary>
internal static class DeployFiles
{
    /// <summary>The folder.</summary>
    public static string Root { get; } = Path.Combine(Repository.Root, "deploy");

    /// <summary>The files with an ending below a folder, as paths from deploy/.</summary>
    public static IEnumerable<string> Named(string pattern, string below = "") =>
        Directory.EnumerateFiles(Path.Combine(Root, below), pattern, SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Root, file)).Order(StringComparer.Ordinal);

    /// <summary>The text of a file.</summary>
    public static string Text(string file) => File.ReadAllText(Path.Combine(Root, file));

    /// <summary>The documents of a YAML file, with merged keys in place.</summary>
    public static List<Node> Yaml(string file)
    {
        var documents = new List<Node>();
        IDeserializer deserializer = new DeserializerBuilder().Build();
        var parser = new MergingParser(new Parser(new StringReader(Text(file))));
        parser.Consume<StreamStart>();
        while (parser.Accept<DocumentStart>(out _)) documents.Add(new Node(deserializer.Deserialize(parser), file));
        return documents;
    }

    /// <summary>All objects of Kubernetes of the base.</summary>
    public static List<Node> Kubernetes() => [.. Named("*.yaml", Path.Combine("kubernetes", "base")).Where(file => !file.EndsWith("kustomization.yaml", StringComparison.Ordinal)).SelectMany(Yaml)];

    /// <summary>Those of a kind.</summary>
    public static List<Node> Kubernetes(string kind) => [.. Kubernetes().Where(node => node["kind"].Text == kind)];
}
