using System.Text;
using GaOrleans.Engine.Accounts;
using GaOrleans.Engine.Configuration;
using GaOrleans.Engine.Records;
using Microsoft.AspNetCore.Identity;

namespace GaOrleans.Hosting;

/// <summary>What a start sets up and says.</summary>
public static class FirstStart
{
    private const string DemoKeyFile = "demo.key", DemoLoginsFile = "demo.logins";

    // Its defaults: format 3, PBKDF2 with HMAC-SHA512, a salt of 128 bits, 100,000 iterations.
    private static readonly PasswordHasher<User> Passwords = new();

    /// <summary>
    /// Stores the staff key of the environment, creates the demo merchant when there is no merchant yet, and the first logins when there were none.
    /// What is returned is shown and left, and then <see cref="DoneAsync"/> is called.
    /// </summary>
    /// <param name="configuration">Where merchants and keys are.</param>
    /// <param name="records">Where users are.</param>
    /// <param name="staffKey">The staff key, if any.</param>
    /// <param name="ct">Gives up.</param>
    public static async ValueTask<FirstStarted> RunAsync(IConfigurationStore configuration, IRecordStore records, string? staffKey, CancellationToken ct)
    {
        if (staffKey is not null) await configuration.AddKnownKeyAsync(staffKey, StaffKey.Variable, KeyScopes.Staff, ct);
        Bootstrapped? demo = await MerchantBootstrap.RunAsync(configuration, ct);
        Merchant? merchant = configuration.FindSite(MerchantBootstrap.DemoDomain) is { } site ? configuration.FindMerchant(site.MerchantId) : null;
        return new FirstStarted(demo, await Logins(records).MakeAsync(merchant?.Name == MerchantBootstrap.DemoMerchant ? merchant.Id : null, ct));
    }

    /// <summary>Notes that the logins of a first start were handed out: no later start makes any.</summary>
    public static ValueTask DoneAsync(IRecordStore records, CancellationToken ct) => Logins(records).DoneAsync(ct);

    /// <summary>Leaves the demo's key and the first logins in the data folder, for their user only: for <c>./ga demo</c>, and to be found later.</summary>
    public static async Task LeaveAsync(string dataFolder, FirstStarted first, CancellationToken ct)
    {
        if (first.Demo is { } demo) await LeaveAsync(Path.Combine(dataFolder, DemoKeyFile), [demo.Secret], ct);
        if (first.Logins.Count > 0) await LeaveAsync(Path.Combine(dataFolder, DemoLoginsFile), first.Logins.Select(login => $"{login.Email} {login.Password}"), ct);
    }

    /// <summary>Says where the service is, and at a first start what is shown this once.</summary>
    /// <param name="url">Its address.</param>
    /// <param name="dataFolder">Its data.</param>
    /// <param name="staffKey">The staff key, if any.</param>
    /// <param name="first">What <see cref="Text"/> says; null when this is not the first start.</param>
    public static string Announcement(string url, string dataFolder, string? staffKey, string? first)
    {
        string keys = string.IsNullOrEmpty(staffKey)
            ? $"There is no staff key: set {StaffKey.Variable} in the environment to be able to create merchants with the API."
            : $"The staff key is that of {StaffKey.Variable}.";
        return $"GaOrleans listens on {url}, data in {dataFolder}{Environment.NewLine}{(first is null ? "" : first + Environment.NewLine)}{keys}";
    }

    /// <summary>What is shown of a first start, once; null when there is nothing.</summary>
    public static string? Text(string url, FirstStarted first)
    {
        if (first.IsNothing) return null;
        var text = new StringBuilder();
        if (first.Demo is { } demo)
        {
            text.AppendLine(null).Append($"""
                This is the first start. The demo merchant has the site {demo.Site.Domain}; its tracker:
                  <script defer data-domain="{demo.Site.Domain}" src="{url}/ga.js"></script>
                API key (ingest, read, manage), shown this once:
                  {demo.Secret}
                ./ga demo finds it in {DemoKeyFile} of the data folder; delete that file when the demo is over.

                """);
        }

        if (first.Logins.Count == 0) return text.ToString().TrimEnd();
        text.AppendLine(null).AppendLine($"The portal is at {url}/ - sign in there. Logins and passwords, shown this once:");
        foreach (DemoLogin login in first.Logins) text.AppendLine($"  {login.Email}   {login.Password}   {(login.IsStaff ? "staff: runs the service" : "owner of the demo merchant")}");
        return text.Append($"They are also in {DemoLoginsFile} of the data folder; delete that file when you have set passwords of your own.").ToString();
    }

    private static LoginBootstrap Logins(IRecordStore records) => new(records, new AccountStore(records, TimeProvider.System), Passwords.HashPassword);

    // Written aside first: a file that is there is whole.
    private static async Task LeaveAsync(string path, IEnumerable<string> lines, CancellationToken ct)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        string aside = path + ".new";
        await using (var writer = new StreamWriter(aside, options))
        {
            foreach (string line in lines) await writer.WriteLineAsync(line.AsMemory(), ct);
        }

        File.Move(aside, path, overwrite: true);
    }
}
