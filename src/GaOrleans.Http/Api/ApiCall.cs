using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using GaOrleans.Engine.Accounts;
using GaOrleans.Engine.Collecting;
using GaOrleans.Engine.Configuration;
using GaOrleans.Http.Collect;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace GaOrleans.Http.Api;

/// <summary>One call of the reports or configuration interface, whose key has been checked, with the ways to answer it.</summary>
internal sealed class ApiCall(HttpContext http, ApiKey key, IConfigurationStore configuration)
{
    private const int BodyBytes = 256 * 1024;
    private const int KeptBytes = 1024;
    private const int Depth = 64;

    /// <summary>Plausible's words for a key that is not known and for a site out of its reach alike, so that nobody can find out which sites exist.</summary>
    public const string NoAccess = "Invalid API key or site ID. Please make sure you're using a valid API key with access to the site you've requested.";

    private Site? _site;

    /// <summary>The request.</summary>
    public HttpContext Http => http;

    /// <summary>Who calls.</summary>
    public ApiKey Key => key;

    /// <summary>Where merchants, sites and the like are kept.</summary>
    public IConfigurationStore Configuration => configuration;

    /// <summary>Ends with the request.</summary>
    public CancellationToken Aborted => http.RequestAborted;

    /// <summary>The site of the route, which the key reaches.</summary>
    public Site Site => _site ?? throw new InvalidOperationException("cannot name the site: the route has none; use TryReachAsync");

    /// <summary>Whether the key is staff's.</summary>
    public bool IsStaff => key.Scopes.HasFlag(KeyScopes.Staff);

    /// <summary>A value of the route.</summary>
    public string Route(string name) => (string)http.Request.RouteValues[name]!;

    /// <summary>A parameter of the query, or null.</summary>
    public string? Query(string name) => http.Request.Query[name];

    /// <summary>Finds the site of a domain if the key reaches it.</summary>
    /// <returns>False when the call has been answered with a refusal.</returns>
    public async ValueTask<bool> TryReachAsync(string? domain)
    {
        if (string.IsNullOrEmpty(domain))
        {
            await ErrorAsync(StatusCodes.Status400BadRequest, "Missing site ID. Please provide the required site_id parameter with your request.");
            return false;
        }

        _site = configuration.FindSite(domain) is { } site && Access.Reaches(key, site) ? site : null;
        if (_site is not null) return true;
        await ErrorAsync(StatusCodes.Status401Unauthorized, NoAccess);
        return false;
    }

    /// <summary>Reads the body.</summary>
    /// <returns>Null when the call has been answered with a refusal.</returns>
    public async ValueTask<ReadOnlyMemory<byte>?> ReadBodyAsync()
    {
        var body = new GrowingBuffer(KeptBytes);
        BodyStatus status = await RequestBody.ReadAsync(http, body, BodyBytes);
        if (status == BodyStatus.Complete) return body.Memory;
        (int code, string what) = status switch
        {
            BodyStatus.TooLarge => (StatusCodes.Status413PayloadTooLarge, $"The body is larger than {BodyBytes} bytes."),
            BodyStatus.UnknownEncoding => (StatusCodes.Status415UnsupportedMediaType, "The body has a Content-Encoding other than gzip."),
            BodyStatus.NotGzip => (StatusCodes.Status400BadRequest, "The body is not gzip, or is cut off, though its Content-Encoding says gzip."),
            _ => (StatusCodes.Status400BadRequest, "The body did not arrive whole."),
        };
        await ErrorAsync(code, what);
        return null;
    }

    /// <summary>Reads the body as a JSON object.</summary>
    /// <returns>Null when the call has been answered with a refusal. The caller disposes of it.</returns>
    public async ValueTask<JsonDocument?> ReadJsonAsync()
    {
        if (await ReadBodyAsync() is not { } body) return null;
        string problem = "The body must be a JSON object.";
        try
        {
            // Checked before: the parser compares names, and half a surrogate pair in one is an exception of its own there.
            if (IsText(body.Span))
            {
                var document = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = Depth, AllowDuplicateProperties = false });
                if (document.RootElement.ValueKind == JsonValueKind.Object) return document;
                document.Dispose();
            }
            else
            {
                problem = "The body is not JSON: it is not valid Unicode.";
            }
        }
        catch (JsonException e)
        {
            problem = $"The body is not JSON: {e.Message}";
        }

        await ErrorAsync(StatusCodes.Status400BadRequest, problem);
        return null;
    }

    /// <summary>Reads which thing a call is about: <c>id</c> in the query, else in a JSON body, as text or number.</summary>
    /// <returns>Null when the call has been answered with a refusal.</returns>
    public async ValueTask<string?> ReadIdAsync()
    {
        if (Query("id") is { } id) return id;
        using JsonDocument? body = await ReadJsonAsync();
        if (body is null) return null;
        return body.RootElement.TryGetProperty("id", out JsonElement value) ? value.ToString() : "";
    }

    /// <summary>Makes a change, after it was written into the audit log as that of the key.</summary>
    /// <param name="action">What, such as <c>link.add</c>.</param>
    /// <param name="merchantId">The merchant whom it concerns; null for none.</param>
    /// <param name="subject">To what, such as <c>site:example.com</c>.</param>
    /// <param name="detail">More, for people to read.</param>
    /// <param name="change">Makes it; null when it is not made.</param>
    public async ValueTask<T?> DoAsync<T>(string action, int? merchantId, string subject, string? detail, Func<ValueTask<T?>> change) where T : class
    {
        T? made = null;
        await DoAsync(action, merchantId, subject, detail, async () => (made = await change()) is not null);
        return made;
    }

    /// <summary>As the other, of changes that are made or not.</summary>
    public ValueTask<bool> DoAsync(string action, int? merchantId, string subject, string? detail, Func<ValueTask<bool>> change) =>
        http.RequestServices.GetRequiredService<AuditLog>().DoAsync(Did(action, merchantId, subject, detail), change, Aborted);

    /// <summary>Writes into the audit log that something of the site is about to be shown.</summary>
    public async ValueTask RevealAsync(string action, string detail) =>
        await http.RequestServices.GetRequiredService<AuditLog>().AppendAsync(Did(action, Site.MerchantId, $"site:{Site.Domain}", detail), Aborted);

    /// <summary>Answers with JSON.</summary>
    public Task JsonAsync(int status, Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer)) write(json);
        return BytesAsync(status, "application/json; charset=utf-8", buffer.WrittenMemory);
    }

    /// <summary>Answers with bytes.</summary>
    public Task BytesAsync(int status, string contentType, ReadOnlyMemory<byte> body)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = contentType;
        http.Response.ContentLength = body.Length;
        http.Response.Headers.CacheControl = "no-store";
        return http.Response.Body.WriteAsync(body, Aborted).AsTask();
    }

    /// <summary>Answers with an error: <c>{"error":"..."}</c>.</summary>
    public Task ErrorAsync(int status, string what) => ApiErrors.WriteAsync(http, status, what);

    /// <summary>Answers <c>{"deleted":true}</c>.</summary>
    public Task DeletedAsync() => JsonAsync(StatusCodes.Status200OK, json =>
    {
        json.WriteStartObject();
        json.WriteBoolean("deleted", value: true);
        json.WriteEndObject();
    });

    /// <summary>Answers 404.</summary>
    public Task NotFoundAsync(string what) => ErrorAsync(StatusCodes.Status404NotFound, $"{what} could not be found.");

    /// <summary>Reads a text of a JSON object; null when it is missing or null.</summary>
    /// <param name="json">The object.</param>
    /// <param name="name">Its property.</param>
    /// <param name="text">The text.</param>
    /// <returns>Whether it is a text or missing.</returns>
    public static bool TryText(JsonElement json, string name, [MaybeNull] out string text)
    {
        text = null;
        if (!json.TryGetProperty(name, out JsonElement value) || value.ValueKind == JsonValueKind.Null) return true;
        if (value.ValueKind != JsonValueKind.String) return false;
        text = value.GetString();
        return true;
    }

    private AuditEntry Did(string action, int? merchantId, string subject, string? detail)
    {
        string by = string.Create(CultureInfo.InvariantCulture, $"key:{key.Id}");
        string? address = http.RequestServices.GetRequiredService<ClientAddressOf>()(http)?.ToString();
        return new AuditEntry(0, by, $"key {key.Prefix}… ({key.Name})", action, subject, detail, address) { MerchantId = merchantId, ByStaff = IsStaff };
    }

    // The parser looks at texts only when they are asked for; half a surrogate pair would surface there as an exception.
    private static bool IsText(ReadOnlySpan<byte> body)
    {
        if (!System.Text.Unicode.Utf8.IsValid(body)) return false;
        if (body.IndexOf("\\u"u8) < 0) return true;
        var json = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = Depth });
        var room = new byte[body.Length];
        try
        {
            while (json.Read())
            {
                if (json.TokenType is JsonTokenType.String or JsonTokenType.PropertyName) json.CopyString(room);
            }
        }
        catch (InvalidOperationException)
        {
            return false;
        }

        return true;
    }
}
