using GaOrleans.Engine.Collecting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace GaOrleans.Portal.Accounts;

/// <summary>The cookies of sessions, and of the step between password and second factor.</summary>
internal sealed class SessionCookies(ClientAddressOf addressOf) : IConfigureNamedOptions<CookieAuthenticationOptions>
{
    /// <summary>Names of the cookies, before <see cref="PrefixedCookies"/>.</summary>
    public const string SessionName = "ga-session", CodeName = "ga-code";

    private static readonly TimeSpan CodeLife = TimeSpan.FromMinutes(5);

    public void Configure(string? name, CookieAuthenticationOptions options)
    {
        if (name is not (Sessions.Scheme or Sessions.CodeScheme)) return;
        bool session = name == Sessions.Scheme;
        options.CookieManager = new PrefixedCookies();
        options.Cookie.Name = session ? SessionName : CodeName;
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.Cookie.IsEssential = true;
        options.Cookie.Path = "/";
        options.ExpireTimeSpan = session ? Sessions.Unused : CodeLife;
        options.SlidingExpiration = session;
        options.LoginPath = "/signin";
        options.ReturnUrlParameter = LocalAddress.Parameter;
        options.Events = new CookieAuthenticationEvents
        {
            OnValidatePrincipal = session ? ValidateAsync : _ => Task.CompletedTask,
            OnRedirectToLogin = RefuseAsync,
            OnRedirectToAccessDenied = context =>
            {
                // Nobody is told what there is for others.
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return Task.CompletedTask;
            },
        };
    }

    public void Configure(CookieAuthenticationOptions options) => Configure(Options.DefaultName, options);

    private async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var sessions = context.HttpContext.RequestServices.GetRequiredService<Sessions>();
        if (context.Principal is { } principal && await sessions.UserOfAsync(principal, context.HttpContext.RequestAborted) is { } user)
        {
            // These are not in the cookie: they are as of this request.
            context.ReplacePrincipal(Sessions.Complete(principal, user, addressOf(context.HttpContext)));
            return;
        }

        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(Sessions.Scheme);
    }

    // People are sent to sign in and come back; what scripts and forms ask for is refused, since nobody would see the page.
    private static Task RefuseAsync(RedirectContext<CookieAuthenticationOptions> context)
    {
        HttpRequest request = context.Request;
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
        {
            context.Response.Redirect(LocalAddress.WithReturn("/signin", request.PathBase + request.Path + request.QueryString));
        }
        else
        {
            context.Response.Redirect("/signin");
            context.Response.StatusCode = StatusCodes.Status303SeeOther;
        }

        return Task.CompletedTask;
    }
}
