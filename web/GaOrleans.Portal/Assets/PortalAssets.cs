using System.Reflection;
using System.Text;

namespace GaOrleans.Portal.Assets;

/// <summary>
/// All scripts and styles of the portal, embedded in this assembly: one style sheet from <c>wwwroot/css</c> in the order of <see cref="StyleOrder"/> and then by name,
/// one script from <c>wwwroot/js</c>, Blazor's and Radzen's. They are there from whatever folder and in whatever way the service is started.
/// </summary>
internal sealed class PortalAssets
{
    /// <summary>Where they are served.</summary>
    public const string Folder = "/_portal";

    /// <summary>The address of the script for pages that embed shared links: it stands in pages of others, so it never changes.</summary>
    public const string FrameScript = Folder + "/frame.js";

    // What others build upon comes first.
    private static readonly string[] StyleOrder = ["css/tokens.css", "radzen.css", "css/base.css"];

    private readonly Dictionary<string, PortalAsset> _byName;

    public PortalAssets()
    {
        PortalAsset[] assets =
        [
            new("portal.css", "text/css; charset=utf-8", Utf8(StyleSheet())),
            new("portal.js", "text/javascript; charset=utf-8", Utf8(Script())),
            new("blazor.js", "text/javascript; charset=utf-8", Bytes("blazor.js")),
            new("radzen.js", "text/javascript; charset=utf-8", Bytes("radzen.js")),
            new("frame.js", "text/javascript; charset=utf-8", Bytes("frame.js")),
            new("favicon.svg", "image/svg+xml", Bytes("favicon.svg")),
        ];
        _byName = assets.ToDictionary(asset => asset.Name, StringComparer.Ordinal);
    }

    /// <summary>Finds one by its file name.</summary>
    public PortalAsset? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>The address of one, with its fingerprint.</summary>
    /// <exception cref="KeyNotFoundException">There is none of the name.</exception>
    public string Url(string name) => $"{Folder}/{_byName[name].Fingerprint}/{name}";

    private static string StyleSheet()
    {
        var all = new StringBuilder();
        foreach (string name in StyleOrder) all.AppendLine(name == "radzen.css" ? RadzenStyles.Select(Text(name)) : Text(name));
        foreach (string name in Names("css/").Except(StyleOrder, StringComparer.Ordinal)) all.AppendLine(Text(name));
        return all.ToString();
    }

    private static string Script() => string.Join('\n', Names("js/").Select(Text));

    private static IEnumerable<string> Names(string folder) =>
        Assembly.GetExecutingAssembly().GetManifestResourceNames().Where(name => name.StartsWith(folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    private static string Text(string name)
    {
        using var reader = new StreamReader(Open(name), Encoding.UTF8);
        return reader.ReadToEnd();
    }

    private static byte[] Bytes(string name)
    {
        using Stream resource = Open(name);
        var bytes = new byte[resource.Length];
        resource.ReadExactly(bytes);
        return bytes;
    }

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private static Stream Open(string name) =>
        Assembly.GetExecutingAssembly().GetManifestResourceStream(name) ?? throw new InvalidOperationException($"cannot find {name} in the portal's assembly: it was not embedded when it was built");
}
