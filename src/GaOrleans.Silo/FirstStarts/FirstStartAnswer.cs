using GaOrleans.Engine.Accounts;
using GaOrleans.Engine.Configuration;
using GaOrleans.Hosting;

namespace GaOrleans.Silo.FirstStarts;

/// <summary>What a first start of the cluster has made, for the silo that shows it.</summary>
/// <param name="Secret">The secret of the demo merchant's key; null when it was there already.</param>
/// <param name="Emails">The first logins.</param>
/// <param name="Passwords">Their passwords.</param>
/// <param name="Staff">Whether each is staff.</param>
[GenerateSerializer, Immutable, Alias("GaOrleans.FirstStartAnswer")]
internal sealed record FirstStartAnswer([property: Id(0)] string? Secret, [property: Id(1)] string[] Emails, [property: Id(2)] string[] Passwords, [property: Id(3)] bool[] Staff)
{
    /// <summary>Nothing to show.</summary>
    public static readonly FirstStartAnswer Nothing = new(null, [], [], []);

    /// <summary>What was made, as it is sent.</summary>
    public static FirstStartAnswer Of(FirstStarted first) =>
        new(first.Demo?.Secret, [.. first.Logins.Select(login => login.Email)], [.. first.Logins.Select(login => login.Password)], [.. first.Logins.Select(login => login.IsStaff)]);

    /// <summary>What was made, with the merchant and the site as the silo knows them.</summary>
    public FirstStarted ToStarted(IConfigurationStore configuration)
    {
        Bootstrapped? demo = Secret is not null && configuration.FindSite(MerchantBootstrap.DemoDomain) is { } site && configuration.FindMerchant(site.MerchantId) is { } merchant
            ? new Bootstrapped(merchant, site, Secret)
            : null;
        return new FirstStarted(demo, [.. Emails.Select((email, i) => new DemoLogin(email, Passwords[i], Staff[i]))]);
    }
}
