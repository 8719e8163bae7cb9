using System.Globalization;
using GaOrleans.Engine.Accounts;
using GaOrleans.Engine.Configuration;
using GaOrleans.Engine.Notices.Mailing;
using GaOrleans.Engine.Records;
using GaOrleans.Engine.Reports;
using GaOrleans.Engine.Storage;
using GaOrleans.Portal.Accounts;
using GaOrleans.TestKit.Configuration;
using GaOrleans.TestKit.Records;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace GaOrleans.Portal.Tests.Access;

/// <summary>The portal on a real web server on a free port, over records and a configuration in memory.</summary>
internal sealed class PortalHost : IAsyncDisposable
{
    /// <summary>The password of every user that <see cref="AddUserAsync"/> makes.</summary>
    public const string Password = "a quiet long walk";

    private const int Rounds = 1000;

    private PortalHost(WebApplication app, InMemoryConfigurationStore configuration, RecordingMailer mailer, ShiftedClock clock)
    {
        App = app;
        Configuration = configuration;
        Mailer = mailer;
        Clock = clock;
        Address = new Uri(app.Urls.First());
    }

    public WebApplication App { get; }

    public InMemoryConfigurationStore Configuration { get; }

    public RecordingMailer Mailer { get; }

    public ShiftedClock Clock { get; }

    public Uri Address { get; }

    public AccountStore Accounts => Get<AccountStore>();

    public T Get<T>() where T : notnull => App.Services.GetRequiredService<T>();

    /// <summary>Starts one.</summary>
    /// <param name="change">Changes settings; answers about signing in take no pause unless it says so.</param>
    /// <param name="services">Changes services.</param>
    /// <param name="records">Records to share with another; its own when not given.</param>
    public static async Task<PortalHost> StartAsync(Action<PortalOptions>? change = null, Action<IServiceCollection>? services = null, IRecordStore? records = null)
    {
        var clock = new ShiftedClock();
        var configuration = new InMemoryConfigurationStore(clock);
        var mailer = new RecordingMailer();
        var options = new PortalOptions { SignInMs = 0, PasswordRounds = Rounds };
        change?.Invoke(options);
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Error);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.Services.AddSingleton<IRecordStore>(records ?? new InMemoryRecordStore());
        builder.Services.AddSingleton<IConfigurationStore>(configuration);
        builder.Services.AddSingleton<IMailer>(mailer);
        var hits = new NoHits(clock);
        builder.Services.AddSingleton<IBucketReader>(hits);
        builder.Services.AddSingleton<ISiteData>(hits);
        builder.Services.AddSingleton(provider => new ReportService(provider.GetRequiredService<IBucketReader>(), configuration, clock, new ReportLimits(), new CoreCalculator(new ReportLimits())));
        services?.Invoke(builder.Services);
        builder.AddGaOrleansPortal(options);
        WebApplication app = builder.Build();
        // So that a test that fails shows why.
        app.Use(async (http, next) =>
        {
            try
            {
                await next(http);
            }
            catch (Exception e) when (!http.Response.HasStarted)
            {
                http.Response.StatusCode = 500;
                await http.Response.WriteAsync(e.ToString());
            }
        });
        app.UseRouting();
        app.MapGaOrleansPortal();
        await app.StartAsync();
        return new PortalHost(app, configuration, mailer, clock);
    }

    /// <summary>Adds a user with <see cref="Password"/>.</summary>
    public async Task<User> AddUserAsync(string email, bool staff = false)
    {
        var hasher = new PasswordHasher<Account>(Options.Create(new PasswordHasherOptions { IterationCount = Rounds }));
        var user = new User { Email = email, Name = "", PasswordHash = hasher.HashPassword(null!, Password), SecurityStamp = "first", EmailConfirmed = true, IsStaff = staff };
        return await Accounts.AddAsync(user, CancellationToken.None) ?? throw new InvalidOperationException($"{email} is there already");
    }

    /// <summary>Adds a merchant with a site.</summary>
    public async Task<Site> AddSiteAsync(string domain)
    {
        Merchant merchant = await Configuration.AddMerchantAsync($"Merchant of {domain}", CancellationToken.None);
        return (await Configuration.AddSiteAsync(merchant.Id, domain, "Europe/Berlin", "EUR", CancellationToken.None))!;
    }

    /// <summary>Adds a user who is a member of a site's merchant.</summary>
    public async Task<User> AddMemberAsync(string email, Site site, MerchantRole role)
    {
        User user = await AddUserAsync(email);
        Assert.Equal(MemberChange.Done, await Accounts.PutMemberAsync(new Membership(user.Id, site.MerchantId, role), CancellationToken.None));
        return user;
    }

    /// <summary>Gives a user a second factor.</summary>
    /// <returns>The key of the authenticator app.</returns>
    public async Task<string> AddSecondFactorAsync(User user)
    {
        await using AsyncServiceScope scope = App.Services.CreateAsyncScope();
        string key = Totp.MakeKey();
        var account = new Account((await Accounts.FindAsync(user.Id, CancellationToken.None))! with { TwoFactorEnabled = true });
        await scope.ServiceProvider.GetRequiredService<AccountUsers>().SetKeyAsync(account, key, CancellationToken.None);
        Assert.NotNull(await Accounts.ChangeAsync(account.User, CancellationToken.None));
        return key;
    }

    /// <summary>The code that an authenticator app shows now.</summary>
    public string CodeOf(string key) => Totp.CodeAt(Totp.FromBase32(key), Clock.GetUtcNow().ToUnixTimeSeconds() / 30).ToString("D6", CultureInfo.InvariantCulture);

    /// <summary>A browser of its own.</summary>
    public TestBrowser NewBrowser() => new(Address);

    /// <summary>A browser in which somebody has signed in with <see cref="Password"/>.</summary>
    public async Task<TestBrowser> SignedInAsync(string email)
    {
        TestBrowser browser = NewBrowser();
        using HttpResponseMessage answer = await browser.SubmitAsync("/signin", "sign-in", ("Email", email), ("Password", Password));
        Assert.Equal(System.Net.HttpStatusCode.Redirect, answer.StatusCode);
        return browser;
    }

    /// <summary>A browser in which somebody has signed in with the second factor.</summary>
    public async Task<TestBrowser> SignedInAsync(string email, string key)
    {
        TestBrowser browser = await SignedInAsync(email);
        using HttpResponseMessage answer = await browser.SubmitAsync("/signin/code", "code", ("Code", CodeOf(key)));
        Assert.Equal(System.Net.HttpStatusCode.Redirect, answer.StatusCode);
        return browser;
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        Configuration.Dispose();
    }
}
