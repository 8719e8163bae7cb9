using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Xunit;

namespace GaOrleans.TestKit.Running;

/// <summary>Saves a number into queries, segments and goals with a key, and into the name of a user with a session and forms, as browsers do; reads all of them again.</summary>
public sealed partial class SavingClient : IDisposable
{
    /// <summary>What it saves into.</summary>
    public static readonly string[] Kinds = ["query", "segment", "goal", "user"];

    private const string Site = "/api/v1/sites/demo.example", Goals = "/api/v1/sites/goals", Account = "/account";

    private readonly HttpClient _api, _browser;
    private Dictionary<string, string> _form = [];

    /// <summary>Makes one for the demo's merchant.</summary>
    public SavingClient(Uri url, string key)
    {
        _api = new HttpClient { BaseAddress = url, Timeout = TimeSpan.FromSeconds(40) };
        _api.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        _browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = url, Timeout = TimeSpan.FromSeconds(40) };
        _browser.DefaultRequestHeaders.Accept.ParseAdd("text/html");
    }

    /// <summary>Signs in.</summary>
    public async Task SignInAsync(string email, string password)
    {
        Dictionary<string, string> form = FormOf(await _browser.GetStringAsync("/signin"), "sign-in");
        using HttpResponseMessage answer = await PostAsync("/signin", form, ("Email", email), ("Password", password));
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        _form = FormOf(await _browser.GetStringAsync(Account), "name");
    }

    /// <summary>Saves a number.</summary>
    /// <returns>Null when it was acknowledged; else the answer.</returns>
    public async Task<string?> SaveAsync(string kind, string name, int number)
    {
        string filters = $$"""[["is","event:page",["/n{{number}}"]]]""";
        using HttpResponseMessage answer = kind switch
        {
            "query" => await _api.PutAsync($"{Site}/queries/{name}", Json($$"""{"metrics":["visitors"],"date_range":"7d","filters":{{filters}}}""")),
            "segment" => await _api.PostAsync($"{Site}/segments", Json($$"""{"name":"{{name}}","filters":{{filters}}}""")),
            "goal" => await _api.PutAsync(Goals, Json($$"""{"site_id":"demo.example","goal_type":"event","event_name":"{{name}}","display_name":"{{name}} /n{{number}}"}""")),
            _ => await PostAsync(Account, _form, ("Name", $"/n{number}")),
        };
        bool isTaken = kind == "user" ? answer.Headers.Location?.OriginalString.EndsWith("after=name", StringComparison.Ordinal) == true : answer.IsSuccessStatusCode;
        return isTaken ? null : $"{(int)answer.StatusCode} {answer.Headers.Location} {await answer.Content.ReadAsStringAsync()}";
    }

    /// <summary>What is there now: names with their numbers.</summary>
    public async Task<Dictionary<string, int>> ReadAsync()
    {
        var found = new Dictionary<string, int>(StringComparer.Ordinal);
        await ReadAsync($"{Site}/queries", "queries", "name", found);
        await ReadAsync($"{Site}/segments", "segments", "name", found);
        await ReadAsync($"{Goals}?site_id=demo.example", "goals", "event_name", found);
        found["user"] = NumberIn(await _browser.GetStringAsync(Account));
        return found;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _api.Dispose();
        _browser.Dispose();
    }

    private async Task ReadAsync(string path, string list, string name, Dictionary<string, int> found)
    {
        using JsonDocument answer = JsonDocument.Parse(await _api.GetStringAsync(path));
        foreach (JsonElement one in answer.RootElement.GetProperty(list).EnumerateArray())
        {
            if (one.GetProperty(name).GetString() is { } called) found[called] = NumberIn(one.GetRawText());
        }
    }

    private async Task<HttpResponseMessage> PostAsync(string path, Dictionary<string, string> form, params (string Name, string Value)[] fields)
    {
        var values = new Dictionary<string, string>(form, StringComparer.Ordinal);
        foreach ((string name, string value) in fields) values[name] = value;
        using var content = new FormUrlEncodedContent(values);
        return await _browser.PostAsync(path, content);
    }

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    private static int NumberIn(string text) => Number().Match(text) is { Success: true } found ? int.Parse(found.Groups["number"].ValueSpan, CultureInfo.InvariantCulture) : 0;

    private static Dictionary<string, string> FormOf(string html, string form) =>
        Hidden().Matches(Forms().Matches(html).Select(match => match.Value).First(text => text.Contains($"value=\"{form}\"", StringComparison.Ordinal)))
            .ToDictionary(match => match.Groups["name"].Value, match => WebUtility.HtmlDecode(match.Groups["value"].Value), StringComparer.Ordinal);

    [GeneratedRegex("/n(?<number>[0-9]+)", RegexOptions.ExplicitCapture)]
    private static partial Regex Number();

    [GeneratedRegex("<form.*?</form>", RegexOptions.Singleline)]
    private static partial Regex Forms();

    [GeneratedRegex("<input type=\"hidden\" name=\"(?<name>[^\"]*)\" value=\"(?<value>[^\"]*)\"", RegexOptions.ExplicitCapture)]
    private static partial Regex Hidden();
}
