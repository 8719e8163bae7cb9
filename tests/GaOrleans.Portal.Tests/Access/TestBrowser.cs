using System.Net;
using System.Text.RegularExpressions;

namespace GaOrleans.Portal.Tests.Access;

/// <summary>A browser without scripts: it keeps cookies and posts forms with all that is hidden in them. Redirects are not followed.</summary>
internal sealed partial class TestBrowser : IDisposable
{
    private readonly HttpClient _client;

    public TestBrowser(Uri address)
    {
        _client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = Cookies, UseCookies = true }) { BaseAddress = address };
        _client.DefaultRequestHeaders.Accept.ParseAdd("text/html");
    }

    public CookieContainer Cookies { get; } = new();

    public Task<HttpResponseMessage> GetAsync(string path) => _client.GetAsync(new Uri(path, UriKind.RelativeOrAbsolute));

    public async Task<string> TextAsync(string path)
    {
        using HttpResponseMessage answer = await GetAsync(path);
        return await answer.Content.ReadAsStringAsync();
    }

    /// <summary>Loads a page and posts one of its forms, filled in.</summary>
    public async Task<HttpResponseMessage> SubmitAsync(string path, string form, params (string Name, string Value)[] fields)
    {
        using HttpResponseMessage page = await GetAsync(path);
        string html = await page.Content.ReadAsStringAsync();
        Assert.True(page.StatusCode == HttpStatusCode.OK, $"{path} answered {(int)page.StatusCode} and {page.Headers.Location}");
        return await SubmitAsync(html, path, form, fields);
    }

    /// <summary>Posts a form of a page that was loaded.</summary>
    public async Task<HttpResponseMessage> SubmitAsync(string html, string path, string form, params (string Name, string Value)[] fields)
    {
        Dictionary<string, string> values = FormOf(html, form);
        foreach ((string name, string value) in fields) values[name] = value;
        return await PostAsync(Action().Match(BodyOf(html, form)) is { Success: true } found ? WebUtility.HtmlDecode(found.Groups["to"].Value) : path, values);
    }

    /// <summary>What a form of a page holds unseen.</summary>
    public static Dictionary<string, string> FormOf(string html, string form) =>
        Hidden().Matches(BodyOf(html, form)).ToDictionary(match => match.Groups["name"].Value, match => WebUtility.HtmlDecode(match.Groups["value"].Value), StringComparer.Ordinal);

    // A form is known by its name, or by where it is posted to.
    private static string BodyOf(string html, string form) =>
        Forms().Matches(html).Select(match => match.Value)
            .FirstOrDefault(text => text.Contains($"value=\"{form}\"", StringComparison.Ordinal) || text.Contains($"action=\"{form}\"", StringComparison.Ordinal))
        ?? throw new InvalidOperationException($"there is no form {form} in {html}");

    public async Task<HttpResponseMessage> PostAsync(string path, IReadOnlyDictionary<string, string> values, string? host = null)
    {
        using var content = new FormUrlEncodedContent(values);
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        if (host is not null) request.Headers.Host = host;
        return await _client.SendAsync(request);
    }

    /// <summary>Sends a cookie that came with <c>Set-Cookie</c>, also where a real browser's https is missing.</summary>
    public void SendCookie(string cookie) => _client.DefaultRequestHeaders.Add("Cookie", cookie[..cookie.IndexOf(';', StringComparison.Ordinal)]);

    public void Dispose() => _client.Dispose();

    [GeneratedRegex("<form.*?</form>", RegexOptions.Singleline)]
    private static partial Regex Forms();

    [GeneratedRegex("<input type=\"hidden\" name=\"(?<name>[^\"]*)\" value=\"(?<value>[^\"]*)\"")]
    private static partial Regex Hidden();

    [GeneratedRegex("<form[^>]* action=\"(?<to>[^\"]*)\"")]
    private static partial Regex Action();
}
