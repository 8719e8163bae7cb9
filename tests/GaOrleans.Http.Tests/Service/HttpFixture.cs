using System.Net;
using System.Text;
using GaOrleans.Engine.Accounts;
using GaOrleans.Engine.Collecting;
using GaOrleans.Engine.Configuration;
using GaOrleans.Engine.Operations;
using GaOrleans.Engine.Quotas;
using GaOrleans.Engine.Records;
using GaOrleans.Engine.Reports;
using GaOrleans.Engine.Storage;
using GaOrleans.TestKit.Configuration;
using GaOrleans.TestKit.Records;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace GaOrleans.Http.Tests.Service;

/// <summary>
/// The HTTP interfaces on a real web server on a free port, over a configuration in memory and a sink that remembers. Two merchants:
/// one with the sites shop.example and blog.example, another with other.example.
/// </summary>
public sealed class HttpFixture : IAsyncLifetime, IReadiness
{
    public const string Browser = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36";

    private readonly Dictionary<string, string> _keys = new(StringComparer.Ordinal);
    private WebApplication? _app;

    internal RecordingSink Sink { get; } = new();

    internal RecordingSiteData DeletedSites { get; } = new();

    internal FixedClock Clock { get; } = new();

    internal InMemoryConfigurationStore Configuration { get; } = new();

    internal InMemoryRecordStore Records { get; } = new();

    internal WebApplication App => _app!;

    /// <summary>Where the service listens.</summary>
    public Uri Address { get; private set; } = new("http://localhost");

    /// <summary>A client that looks like a browser.</summary>
    public HttpClient Client { get; private set; } = new();

    /// <inheritdoc/>
    public string? NotReadyBecause { get; set; }

    /// <inheritdoc/>
    public bool CanReport { get; set; } = true;

    /// <summary>Secrets by name: all, ingest, read, manage (of the first merchant), bound (all, bound to blog.example), foreign (all of the other merchant), staff.</summary>
    public string Key(string name) => _keys[name];

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        await ConfigureAsync();
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton<IHitSink>(Sink);
        builder.Services.AddSingleton<IConfigurationStore>(Configuration);
        builder.Services.AddSingleton<ISiteData>(DeletedSites);
        builder.Services.AddSingleton<TimeProvider>(Clock);
        builder.Services.AddSingleton<IReadiness>(this);
        builder.Services.AddSingleton<IRecordStore>(Records);
        builder.Services.AddSingleton<AuditLog>();
        builder.Services.AddSingleton<MerchantPlans>();
        builder.Services.AddSingleton<ServiceSettings>();
        builder.Services.AddSingleton<SiteQuota>();
        builder.Services.AddSingleton<HitQuotas>();
        builder.Services.AddSingleton(new HitAssembler(Encoding.UTF8.GetBytes("a secret of more than 16 bytes"), new VisitorContinuity()));
        builder.Services.AddSingleton(new ReportService(new NoBuckets(), Configuration, Clock, new ReportLimits(), new CoreCalculator()));
        builder.AddGaOrleansHttp(new HttpOptions { RequestsPerSecond = 1_000_000, RequestBurst = 1_000_000 });
        _app = builder.Build();
        _app.MapGaOrleansHttp();
        await _app.StartAsync();
        Address = new Uri(_app.Urls.First());
        Client = new HttpClient { BaseAddress = Address };
        Client.DefaultRequestHeaders.UserAgent.ParseAdd(Browser);
    }

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        Client.Dispose();
        if (_app is not null) await _app.DisposeAsync();
        Configuration.Dispose();
    }

    /// <summary>Posts a body as a tracker does.</summary>
    public async Task<HttpResponseMessage> PostAsync(string path, string body, string contentType = "text/plain", string? key = null)
    {
        using var content = new StringContent(body, Encoding.UTF8, contentType);
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        if (key is not null) request.Headers.Authorization = new("Bearer", key);
        return await Client.SendAsync(request);
    }

    /// <summary>Sends any request with a key and a JSON body.</summary>
    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? key = null, string? json = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (json is not null) request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        if (key is not null) request.Headers.Authorization = new("Bearer", key);
        return await Client.SendAsync(request);
    }

    /// <summary>Asserts a status and hands back the body.</summary>
    public static async Task<string> BodyAsync(HttpResponseMessage response, HttpStatusCode expected)
    {
        string body = await response.Content.ReadAsStringAsync();
        Assert.True(expected == response.StatusCode, $"expected {expected}, got {(int)response.StatusCode}: {body}");
        return body;
    }

    private async Task ConfigureAsync()
    {
        CancellationToken ct = CancellationToken.None;
        Merchant first = await Configuration.AddMerchantAsync("First", ct);
        Merchant other = await Configuration.AddMerchantAsync("Other", ct);
        await Configuration.AddSiteAsync(first.Id, "shop.example", "Europe/Berlin", "EUR", ct);
        Site blog = (await Configuration.AddSiteAsync(first.Id, "blog.example", "Asia/Kathmandu", "EUR", ct))!;
        await Configuration.AddSiteAsync(other.Id, "other.example", "Etc/UTC", "USD", ct);
        const KeyScopes All = KeyScopes.Ingest | KeyScopes.Read | KeyScopes.Manage;
        await AddKeyAsync("all", first.Id, null, All);
        await AddKeyAsync("ingest", first.Id, null, KeyScopes.Ingest);
        await AddKeyAsync("read", first.Id, null, KeyScopes.Read);
        await AddKeyAsync("manage", first.Id, null, KeyScopes.Manage);
        await AddKeyAsync("bound", first.Id, blog.Id, All);
        await AddKeyAsync("foreign", other.Id, null, All);
        _keys["staff"] = "a staff key that is long enough";
        await Configuration.AddKnownKeyAsync(_keys["staff"], "staff", KeyScopes.Staff, ct);
    }

    private async Task AddKeyAsync(string name, int merchant, int? site, KeyScopes scopes) =>
        _keys[name] = (await Configuration.AddKeyAsync(merchant, site, name, scopes, CancellationToken.None))!.Secret;
}
