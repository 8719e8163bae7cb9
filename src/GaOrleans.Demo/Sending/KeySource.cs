using System.Net.Http.Json;
using System.Text.Json;

namespace GaOrleans.Demo.Sending;

/// <summary>
/// Finds a key: the one on the command line, else of a new merchant that a staff key creates, else GA_KEY in the environment, else what the service
/// wrote to <c>demo.key</c> in its data directory at its first start.
/// </summary>
internal sealed class KeySource(ServiceClient service, Func<string, string?> environment)
{
    /// <summary>The file that the service writes, readable by its owner only.</summary>
    public const string FileName = "demo.key";

    /// <summary>The key, and in words where it is from; null when there is none.</summary>
    public async Task<(string? Key, string From)> Find(DemoOptions options, CancellationToken cancellation)
    {
        if (Given(options.Key) is { } key) return (key, "the key given");
        if (Given(options.AdminKey) is { } staff) return (await CreateMerchant(staff, cancellation), "a merchant created for the demo");
        if (Given(environment("GA_KEY")) is { } named) return (named, "the key in GA_KEY");
        var file = Path.Combine(options.Data, FileName);
        if (!File.Exists(file)) return (null, $"no key: none given, none in GA_KEY, and there is no {file}");
        return (Given(await File.ReadAllTextAsync(file, cancellation)), $"the key in {file}");
    }

    private async Task<string> CreateMerchant(string staff, CancellationToken cancellation)
    {
        using var response = await service.Send(
            () => service.Request(HttpMethod.Post, "/api/admin/merchants", staff, JsonContent.Create(new { name = "Demo" })), cancellation);
        var text = await response.Content.ReadAsStringAsync(cancellation);
        if (!response.IsSuccessStatusCode)
            throw new DemoFailureException($"cannot create a merchant: {(int)response.StatusCode} {text}; check the staff key");
        using var json = JsonDocument.Parse(text);
        return json.RootElement.TryGetProperty("key", out var key) && key.GetString() is { } value
            ? value
            : throw new DemoFailureException("cannot create a merchant: the answer has no key: " + text);
    }

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
