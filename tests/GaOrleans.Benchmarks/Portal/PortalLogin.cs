using System.Net;
using System.Text.RegularExpressions;
using GaOrleans.Benchmarks.Service;

namespace GaOrleans.Benchmarks.Portal;

/// <summary>The first login of a service, which owns the demo merchant, and a client that is signed in with it.</summary>
internal sealed partial class PortalLogin : IDisposable
{
    private readonly HttpClientHandler _handler = new();

    private PortalLogin(ServiceProcess service)
    {
        Base = service.Client.BaseAddress!;
        Client = new HttpClient(_handler) { BaseAddress = Base, Timeout = TimeSpan.FromMinutes(2) };
    }

    /// <summary>Where the service is.</summary>
    public Uri Base { get; }

    /// <summary>Sends the session's cookies.</summary>
    public HttpClient Client { get; }

    /// <summary>The session's cookies.</summary>
    public CookieContainer Cookies => _handler.CookieContainer;

    /// <summary>E-mail and password of the owner of the demo merchant, from the data folder.</summary>
    public static (string Email, string Password) Read(string folder)
    {
        string[] words = File.ReadLines(Path.Combine(folder, "demo.logins")).First().Split(' ');
        return (words[0], words[1]);
    }

    /// <summary>Signs in as a browser does.</summary>
    public static async Task<PortalLogin> SignInAsync(ServiceProcess service)
    {
        var login = new PortalLogin(service);
        (string email, string password) = Read(service.Folder);
        string form = await login.Client.GetStringAsync("signin");
        Dictionary<string, string> fields = new(StringComparer.Ordinal) { ["Email"] = email, ["Password"] = password };
        foreach (Match hidden in Hidden().Matches(form)) fields[hidden.Groups["name"].Value] = WebUtility.HtmlDecode(hidden.Groups["value"].Value);
        using var content = new FormUrlEncodedContent(fields);
        using HttpResponseMessage answer = await login.Client.PostAsync("signin", content);
        string path = answer.RequestMessage!.RequestUri!.AbsolutePath;
        if (!answer.IsSuccessStatusCode || path.StartsWith("/signin", StringComparison.Ordinal)) throw new InvalidOperationException($"cannot sign in: {(int)answer.StatusCode} at {path}");
        return login;
    }

    public void Dispose()
    {
        Client.Dispose();
        _handler.Dispose();
    }

    [GeneratedRegex("<input type=\"hidden\" name=\"(?<name>[^\"]+)\" value=\"(?<value>[^\"]*)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Hidden();
}
