using GaOrleans.Engine.Configuration;

namespace GaOrleans.Server;

/// <summary>What a start sets up and says.</summary>
internal static class FirstStart
{
    private const string StaffKeyName = "GA_ADMIN_KEY";
    private const string DemoKeyFile = "demo.key";

    /// <summary>Stores the staff key of the environment, and creates the demo merchant when there is none yet.</summary>
    public static async ValueTask<Bootstrapped?> RunAsync(IConfigurationStore configuration, Settings settings, CancellationToken ct)
    {
        if (settings.StaffKey is { } staffKey) await configuration.AddKnownKeyAsync(staffKey, StaffKeyName, KeyScopes.Staff, ct);
        Bootstrapped? first = await MerchantBootstrap.RunAsync(configuration, ct);
        if (first is not null) await LeaveKeyAsync(Path.Combine(settings.Engine.DataFolder, DemoKeyFile), first.Secret, ct);
        return first;
    }

    /// <summary>Says where the service is, and at a first start the key that is shown this once.</summary>
    public static void Announce(string url, Settings settings, Bootstrapped? first)
    {
        Console.WriteLine($"GaOrleans listens on {url}, data in {settings.Engine.DataFolder}");
        if (first is not null)
        {
            Console.WriteLine($"""

                This is the first start. The demo merchant has the site {first.Site.Domain}; its tracker:
                  <script defer data-domain="{first.Site.Domain}" src="{url}/ga.js"></script>
                API key (ingest, read, manage), shown this once:
                  {first.Secret}
                ./ga demo finds it in {DemoKeyFile} of the data folder; delete that file when the demo is over.
                """);
        }

        Console.WriteLine(settings.StaffKey is null
            ? "There is no staff key: set GA_ADMIN_KEY in the environment to be able to create merchants."
            : "The staff key is that of GA_ADMIN_KEY.");
        Console.Out.Flush();
    }

    private static async Task LeaveKeyAsync(string path, string secret, CancellationToken ct)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await using var writer = new StreamWriter(path, options);
        await writer.WriteLineAsync(secret.AsMemory(), ct);
    }
}
