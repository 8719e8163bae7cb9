using GaOrleans.Engine.Collecting;
using GaOrleans.Engine.Accounts;
using GaOrleans.Engine.Configuration;
using GaOrleans.Engine.Records;
using GaOrleans.Portal.Accounts;
using GaOrleans.Portal.Shell;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace GaOrleans.Portal.Access;

/// <summary>
/// Puts sign-in and rights into the portal. The host registers <see cref="IRecordStore"/>, <see cref="IConfigurationStore"/>, the mailer and, if it is
/// not the system's, the clock.
/// </summary>
internal static class PortalAccessService
{
    private const string Application = "GaOrleans";

    /// <summary>Registers services.</summary>
    public static void AddPortalAccess(this IServiceCollection services, PortalOptions options)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<AccountStore>();
        services.TryAddSingleton<AuditLog>();
        services.TryAddSingleton<ServiceSettings>();
        services.AddSingleton<ViewAs>();
        services.AddHttpContextAccessor();
        services.AddScoped<CircuitScope>();
        services.AddScoped<CircuitSession>();
        services.AddScoped<CircuitHandler>(scope => scope.GetRequiredService<CircuitSession>());
        services.AddScoped(scope => new PortalAccess(scope));
        services.AddScoped<IShellSites, MemberSites>();
        services.AddScoped<Members>();
        AddProtection(services, KeyCertificates.Load(options));
        AddIdentity(services);
        AddSessions(services);
    }

    /// <summary>Lets requests of the portal pass through sign-in and rights. Antiforgery comes after it.</summary>
    public static void UsePortalAccess(this IApplicationBuilder portal)
    {
        portal.UseAuthentication();
        portal.UseAuthorization();
    }

    /// <summary>Maps what forms of accounts are posted to.</summary>
    public static void MapPortalAccess(this IEndpointRouteBuilder routes) => AccountRoutes.Map(routes);

    private static void AddProtection(IServiceCollection services, KeyCertificates? certificates)
    {
        IDataProtectionBuilder protection = services.AddDataProtection().SetApplicationName(Application);
        if (certificates is not null) protection.ProtectKeysWithCertificate(certificates.Current);
        if (certificates?.Old is { } old) protection.UnprotectKeysWithAnyCertificate(old);
        services.AddSingleton(provider => new RecordKeyRepository(provider.GetRequiredService<IRecordStore>(), certificates?.Encryptor(provider.GetRequiredService<ILoggerFactory>())));
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider =>
            new ConfigureOptions<KeyManagementOptions>(keys => keys.XmlRepository = provider.GetRequiredService<RecordKeyRepository>()));
        services.AddOptions<AntiforgeryOptions>().Configure<PortalOptions>((antiforgery, options) =>
        {
            antiforgery.Cookie.Name = options.HttpsOutside ? "__Host-ga-form" : "ga-form";
            antiforgery.Cookie.HttpOnly = true;
            antiforgery.Cookie.SameSite = SameSiteMode.Strict;
            antiforgery.Cookie.SecurePolicy = options.HttpsOutside ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
            antiforgery.Cookie.Path = "/";
            antiforgery.SuppressXFrameOptionsHeader = true;
        });
    }

    private static void AddIdentity(IServiceCollection services)
    {
        services.AddScoped<IUserStore<Account>, AccountUserStore>();
        services.AddScoped<IUserValidator<Account>, AccountRules>();
        services.AddScoped<IPasswordValidator<Account>, PasswordRules>();
        services.AddSingleton<ILookupNormalizer, EmailNormalizer>();
        services.AddIdentityCore<Account>().AddUserManager<AccountUsers>().AddTokenProvider<DataProtectorTokenProvider<Account>>(TokenOptions.DefaultProvider);
        services.AddOptions<PasswordHasherOptions>().Configure<PortalOptions>((hashing, options) => hashing.IterationCount = options.PasswordRounds);
        services.Configure<DataProtectionTokenProviderOptions>(tokens => tokens.TokenLifespan = AccountLinks.Life);
        services.AddScoped<PasswordDecoy>();
        services.AddScoped<SignIn>();
        services.AddScoped<AccountLinks>();
        services.AddScoped<AccountSettings>();
        services.AddScoped<Registration>();
        services.AddSingleton<AnswerPause>();
        services.TryAddSingleton<ClientAddressOf>(http => http.Connection.RemoteIpAddress);
        services.AddSingleton<SignInRates>();
        services.AddSingleton<PublicAddress>();
        services.AddSingleton<AccountMail>();
        services.AddHostedService(provider => provider.GetRequiredService<AccountMail>());
    }

    private static void AddSessions(IServiceCollection services)
    {
        services.AddSingleton<Sessions>();
        services.AddSingleton<IConfigureOptions<CookieAuthenticationOptions>, SessionCookies>();
        services.AddAuthentication(Sessions.Scheme).AddCookie(Sessions.Scheme).AddCookie(Sessions.CodeScheme);
        services.AddAuthorization();
    }
}
