using GaOrleans.Engine.Collecting;
using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace GaOrleans.Portal.Accounts;

/// <summary>
/// The base of pages around signing in, which are for everybody. They are drawn without a circuit, since only an answer can set a cookie, and their
/// forms work without scripts.
/// </summary>
public abstract class AccountForm : ComponentBase
{
    /// <summary>The request.</summary>
    [CascadingParameter]
    protected HttpContext Http { get; set; } = null!;

    /// <summary>Where the browser is.</summary>
    [Inject]
    protected NavigationManager Navigation { get; set; } = null!;

    /// <summary>Where to go when it is done.</summary>
    [SupplyParameterFromQuery(Name = LocalAddress.Parameter)]
    protected string? ReturnUrl { get; set; }

    /// <summary>What is wrong, for people to read; null for nothing.</summary>
    protected string? Problem { get; private set; }

    /// <summary>The network address of the request.</summary>
    protected string? Address => Http.RequestServices.GetRequiredService<ClientAddressOf>()(Http)?.ToString();

    /// <summary>Answers that what was sent cannot be accepted.</summary>
    protected void Refuse(string problem)
    {
        Problem = problem;
        Http.Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
    }

    /// <summary>Answers that there were too many attempts.</summary>
    protected void Slow(int seconds)
    {
        string wait = seconds < 120 ? $"{seconds} seconds" : $"{(seconds + 59) / 60} minutes";
        Problem = $"There were too many attempts. Try again in {wait}.";
        Http.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        Http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
    }
}
