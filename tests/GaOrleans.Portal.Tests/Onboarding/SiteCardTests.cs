using GaOrleans.Engine.Configuration;
using GaOrleans.Portal.Onboarding;
using GaOrleans.Portal.Tests.Access;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace GaOrleans.Portal.Tests.Onboarding;

/// <summary>Cards of sites ask for the right before they ask for numbers.</summary>
public sealed class SiteCardTests
{
    private const string Numbers = "visitors in 24 hours";

    [Fact]
    public async Task Card_ShowsNumbers_ToThoseOnlyWhoMaySeeTheSite()
    {
        await using PortalHost host = await PortalHost.StartAsync();
        Site site = await host.AddSiteAsync("shop.example");
        Assert.Contains(Numbers, await DrawAsync(host, site, () => ValueTask.FromResult(true)), StringComparison.Ordinal);
        Assert.DoesNotContain(Numbers, await DrawAsync(host, site, () => ValueTask.FromResult(false)), StringComparison.Ordinal);
        string away = await DrawAsync(host, site, () => throw new IOException("/data/records is away"));
        Assert.Contains("Its numbers cannot be read: storage does not answer", away, StringComparison.Ordinal);
        Assert.DoesNotContain(Numbers, away, StringComparison.Ordinal);
    }

    private static async Task<string> DrawAsync(PortalHost host, Site site, Func<ValueTask<bool>> mayView)
    {
        await using AsyncServiceScope scope = host.App.Services.CreateAsyncScope();
        using var turns = new SemaphoreSlim(1);
        await using var renderer = new HtmlRenderer(scope.ServiceProvider, NullLoggerFactory.Instance);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var parameters = ParameterView.FromDictionary(new Dictionary<string, object?> { ["Site"] = site, ["IsSeen"] = true, ["Turns"] = turns, ["MayViewAsync"] = mayView });
            return (await renderer.RenderComponentAsync<SiteCard>(parameters)).ToHtmlString();
        });
    }
}
