using System.Globalization;

namespace GaOrleans.Layout.Tests.Deploy;

/// <summary>A node of a YAML document. What is missing fails the test, naming the path.</summary>
internal sealed record Node(object? Value, string Path)
{
    /// <summary>The child of a name.</summary>
    public Node this[string key] => Find(key) ?? throw new Xunit.Sdk.XunitException($"{Path} has no {key}");

    /// <summary>The child of a name, if any.</summary>
    public Node? Find(string key) => Value is Dictionary<object, object> map && map.TryGetValue(key, out object? value) ? new Node(value, $"{Path}/{key}") : null;

    /// <summary>Its text.</summary>
    public string Text => Convert.ToString(Value, CultureInfo.InvariantCulture) ?? "";

    /// <summary>Its number.</summary>
    public int Number => int.Parse(Text, CultureInfo.InvariantCulture);

    /// <summary>Its items.</summary>
    public List<Node> Items => [.. ((List<object>)Value!).Select((item, i) => new Node(item, $"{Path}[{i}]"))];

    /// <summary>Names of its children.</summary>
    public List<string> Keys => [.. ((Dictionary<object, object>)Value!).Keys.Select(key => (string)key)];

    /// <summary>Its children as texts.</summary>
    public Dictionary<string, string> Texts => Keys.ToDictionary(key => key, key => this[key].Text, StringComparer.Ordinal);
}
