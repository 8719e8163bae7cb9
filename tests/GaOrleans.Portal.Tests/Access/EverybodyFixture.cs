using GaOrleans.Engine.Accounts;
using GaOrleans.Engine.Configuration;
using GaOrleans.Portal.Access;

namespace GaOrleans.Portal.Tests.Access;

/// <summary>A portal with two merchants, and a browser for everybody who might ask.</summary>
public sealed class EverybodyFixture : IAsyncLifetime
{
    /// <summary>The site of the merchant whose members there are.</summary>
    public const string Domain = "shop.example";

    /// <summary>The stranger's site.</summary>
    public const string OtherDomain = "other.example";

    private readonly Dictionary<Persona, TestBrowser> _browsers = [];

    internal PortalHost Host { get; private set; } = null!;

    /// <summary>The merchant of <see cref="Domain"/>.</summary>
    public int MerchantId { get; private set; }

    /// <summary>The merchant of <see cref="OtherDomain"/>.</summary>
    public int OtherMerchantId { get; private set; }

    internal TestBrowser Browser(Persona persona) => _browsers[persona];

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        Host = await PortalHost.StartAsync();
        Site site = await Host.AddSiteAsync(Domain), other = await Host.AddSiteAsync(OtherDomain);
        (MerchantId, OtherMerchantId) = (site.MerchantId, other.MerchantId);
        _browsers[Persona.Anonymous] = Host.NewBrowser();
        await AddMemberAsync(Persona.Stranger, other, MerchantRole.Owner);
        await AddMemberAsync(Persona.Viewer, site, MerchantRole.Viewer);
        await AddMemberAsync(Persona.Editor, site, MerchantRole.Editor);
        await AddMemberAsync(Persona.Owner, site, MerchantRole.Owner);
        await Host.AddUserAsync("new@staff.example", staff: true);
        _browsers[Persona.StaffWithoutFactor] = await Host.SignedInAsync("new@staff.example");
        await AddStaffAsync(Persona.Staff);
        User viewing = await AddStaffAsync(Persona.Viewing);
        Assert.NotNull(await Host.Get<ViewAs>().StartAsync(new Caller(viewing, true, null, null), MerchantId, "a test", CancellationToken.None));
    }

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        foreach (TestBrowser browser in _browsers.Values) browser.Dispose();
        await Host.DisposeAsync();
    }

    private async Task AddMemberAsync(Persona persona, Site site, MerchantRole role)
    {
        string email = $"{persona}@shop.example".ToLowerInvariant();
        await Host.AddMemberAsync(email, site, role);
        _browsers[persona] = await Host.SignedInAsync(email);
    }

    private async Task<User> AddStaffAsync(Persona persona)
    {
        string email = $"{persona}@staff.example".ToLowerInvariant();
        User user = await Host.AddUserAsync(email, staff: true);
        string key = await Host.AddSecondFactorAsync(user);
        _browsers[persona] = await Host.SignedInAsync(email, key);
        return (await Host.Accounts.FindAsync(user.Id, CancellationToken.None))!;
    }
}
