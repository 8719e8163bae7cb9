using GaOrleans.Portal.Look;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.JSInterop;
using Radzen;

namespace GaOrleans.Portal.Tests.Look;

/// <summary>Draws components as the server does before a circuit is there.</summary>
internal static class Drawing
{
    /// <summary>Strings that have broken pages elsewhere.</summary>
    public static readonly string[] Hostile =
    [
        "\"><script>alert(1)</script>", "<img src=x onerror=alert(1)>", "' onmouseover='alert(1)", "=cmd()|' /C calc'!A0", "\u202Egnp.exe", "{{7*7}}", "</title><svg onload=alert(1)>", "😀👩‍👩‍👧‍👦é", new('x', 2000), "a\0b\u0007",
    ];

    /// <summary>The HTML of a component.</summary>
    public static async Task<string> OfAsync<T>(params (string Name, object? Value)[] parameters) where T : IComponent
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(TimeProvider.System);
        services.AddSingleton<IJSRuntime, NoScript>();
        services.AddSingleton<NavigationManager, FixedPlace>();
        services.AddScoped<Toasts>();
        services.AddRadzenComponents();
        await using ServiceProvider provider = services.BuildServiceProvider();
        await using var renderer = new HtmlRenderer(provider, NullLoggerFactory.Instance);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var all = ParameterView.FromDictionary(parameters.ToDictionary(one => one.Name, one => one.Value, StringComparer.Ordinal));
            return (await renderer.RenderComponentAsync<T>(all)).ToHtmlString();
        });
    }

    /// <summary>Asserts that nothing of a text became a tag or an attribute.</summary>
    public static void AssertHarmless(string html)
    {
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<svg onload", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("onmouseover='alert", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("javascript:", html, StringComparison.OrdinalIgnoreCase);
    }

    private sealed class NoScript : IJSRuntime
    {
        public ValueTask<TValue> InvokeAsync<TValue>(string identifier, object?[]? args) => default;

        public ValueTask<TValue> InvokeAsync<TValue>(string identifier, CancellationToken cancellationToken, object?[]? args) => default;
    }

    private sealed class FixedPlace : NavigationManager
    {
        public FixedPlace() => Initialize("http://localhost/", "http://localhost/");
    }
}
