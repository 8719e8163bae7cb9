using GaOrleans.Engine.Configuration;

namespace GaOrleans.Hosting;

/// <summary>What a start sets up and says.</summary>
public static class FirstStart
{
    private const string DemoKeyFile = "demo.key";

    /// <summary>Stores the staff key of the environment, and creates the demo merchant when there is none yet.</summary>
    /// <param name="configuration">Where.</param>
    /// <param name="staffKey">The staff key, if any.</param>
    /// <param name="dataFolder">Where the demo's key is left; null for nowhere.</param>
    /// <param name="ct">Gives up.</param>
    /// <returns>What was created; null when this is not the first start.</returns>
    public static async ValueTask<Bootstrapped?> RunAsync(IConfigurationStore configuration, string? staffKey, string? dataFolder, CancellationToken ct)
    {
        if (staffKey is not null) await configuration.AddKnownKeyAsync(staffKey, StaffKey.Variable, KeyScopes.Staff, ct);
        Bootstrapped? first = await MerchantBootstrap.RunAsync(configuration, ct);
        if (first is not null && dataFolder is not null) await LeaveKeyAsync(dataFolder, first.Secret, ct);
        return first;
    }

    /// <summary>Says where the service is, and at a first start the key that is shown this once.</summary>
    /// <param name="url">Its address.</param>
    /// <param name="dataFolder">Its data.</param>
    /// <param name="staffKey">The staff key, if any.</param>
    /// <param name="demo">What <see cref="OfDemo"/> says; null when this is not the first start.</param>
    public static string Announcement(string url, string dataFolder, string? staffKey, string? demo)
    {
        string keys = string.IsNullOrEmpty(staffKey)
            ? $"There is no staff key: set {StaffKey.Variable} in the environment to be able to create merchants."
            : $"The staff key is that of {StaffKey.Variable}.";
        return $"GaOrleans listens on {url}, data in {dataFolder}{Environment.NewLine}{(demo is null ? "" : demo + Environment.NewLine)}{keys}";
    }

    /// <summary>What is shown of the demo merchant, once.</summary>
    public static string OfDemo(string url, Bootstrapped first) => $"""

        This is the first start. The demo merchant has the site {first.Site.Domain}; its tracker:
          <script defer data-domain="{first.Site.Domain}" src="{url}/ga.js"></script>
        API key (ingest, read, manage), shown this once:
          {first.Secret}
        ./ga demo finds it in {DemoKeyFile} of the data folder; delete that file when the demo is over.
        """;

    /// <summary>Leaves the demo's key in the data folder, for <c>./ga demo</c>.</summary>
    public static async Task LeaveKeyAsync(string dataFolder, string secret, CancellationToken ct)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await using var writer = new StreamWriter(Path.Combine(dataFolder, DemoKeyFile), options);
        await writer.WriteLineAsync(secret.AsMemory(), ct);
    }
}
