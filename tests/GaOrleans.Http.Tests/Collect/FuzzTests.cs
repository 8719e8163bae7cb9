using System.Globalization;
using System.Net;
using System.Text;
using GaOrleans.Http.Tests.Service;

namespace GaOrleans.Http.Tests.Collect;

/// <summary>
/// Bodies and queries that are nearly right, mutated by seed: never a 5xx, never a hang, and every refusal says why.
/// GA_SEEDS sets how many rounds of each (300).
/// </summary>
public sealed class FuzzTests(HttpFixture service) : IClassFixture<HttpFixture>
{
    private static readonly string[] Events =
    [
        """{"n":"pageview","u":"https://shop.example/a?utm_source=x#y","d":"shop.example,blog.example","r":"https://google.com/","p":{"a":"b","c":1},"id":"e","t":1781524800000,"s":1781524800001,"h":1,"i":false}""",
        """{"name":"engagement","url":"https://shop.example/","sd":50,"e":3000,"ip":"1.2.3.4","meta":"{\"a\":\"b\"}","revenue":{"currency":"EUR","amount":"1.5"}}""",
    ];

    private static readonly string[] Batches =
    [
        """{"site":"shop.example","sent_at":"2026-06-15T11:59:59Z","events":[{"name":"a","url":"https://shop.example/","timestamp":1781524800000,"props":{"x":null},"items":[]},{"name":"b","url":"/","country":"DE","ip":"::1","region":"DE-BY"}]}""",
        "{\"name\":\"a\",\"url\":\"https://shop.example/\"}\n{\"name\":\"b\",\"url\":\"https://shop.example/\",\"visitor_id\":\"v\"}\n",
    ];

    private static readonly string[] Queries =
    [
        """{"site_id":"shop.example","metrics":["visitors","bounce_rate"],"date_range":["2026-01-01","2026-01-31"],"filters":[["and",[["is","event:page",["/"]],["not",["contains","visit:source",["x"]]]]]],"dimensions":["time:day","event:props:a"],"order_by":[["visitors","desc"]],"include":{"comparisons":{"mode":"previous_period"}},"pagination":{"limit":10,"offset":0}}""",
    ];

    private static readonly string[] Pieces =
    [
        "\"", "{", "}", "[", "]", ",", ":", "null", "-1", "1e999", "\\u0000", "\\ud800", "\uFEFF", "\n", "é", "NaN", "0x1", "99999999999999999999", "\\", "{}", "[[[[[[[[[[", "true", "\"ip\":", "\"\"", " ", "%00", "/**/",
    ];

    [Fact]
    public Task Events_NeverFail() => FuzzAsync("/api/event", Events, key: null);

    [Fact]
    public Task Batches_NeverFail() => FuzzAsync("/v1/events", Batches, service.Key("ingest"));

    [Fact]
    public Task Queries_NeverFail() => FuzzAsync("/api/v2/query", Queries, service.Key("read"));

    [Fact]
    public async Task PixelQueries_NeverFail()
    {
        var random = new Random(4);
        for (int round = 0; round < Rounds; round++)
        {
            string query = Mutate("n=pageview&u=https%3A%2F%2Fshop.example%2F&d=shop.example&sd=1&e=2&m=%7B%22a%22%3A1%7D&revenue=%7B%7D&t=1781524800000", random);
            string path = "/pixel.gif?" + Uri.EscapeDataString(query).Replace("%26", "&", StringComparison.Ordinal).Replace("%3D", "=", StringComparison.Ordinal).Replace("%25", "%", StringComparison.Ordinal);
            using HttpResponseMessage response = await service.Client.GetAsync(path);
            Assert.True(response.StatusCode is HttpStatusCode.OK or HttpStatusCode.BadRequest, $"round {round}: {(int)response.StatusCode} to {path}");
        }
    }

    private static int Rounds => int.TryParse(Environment.GetEnvironmentVariable("GA_SEEDS"), NumberStyles.None, CultureInfo.InvariantCulture, out int rounds) ? rounds : 300;

    private async Task FuzzAsync(string path, string[] seeds, string? key)
    {
        var random = new Random(path.Length);
        for (int round = 0; round < Rounds; round++)
        {
            byte[] body = Damage(Encoding.UTF8.GetBytes(Mutate(seeds[random.Next(seeds.Length)], random)), random);
            using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(body) };
            if (key is not null) request.Headers.Authorization = new("Bearer", key);
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
            using HttpResponseMessage response = await service.Client.SendAsync(request, limit.Token);
            string answer = await response.Content.ReadAsStringAsync(limit.Token);
            Assert.True((int)response.StatusCode < 500, $"round {round}: {(int)response.StatusCode} {answer} to {Convert.ToHexString(body)}");
            if ((int)response.StatusCode >= 400) Assert.Contains("error", answer);
        }
    }

    private static string Mutate(string text, Random random)
    {
        var mutated = new StringBuilder(text);
        for (int change = random.Next(1, 4); change > 0; change--)
        {
            int at = random.Next(mutated.Length), length = Math.Min(random.Next(1, 12), mutated.Length - at);
            switch (random.Next(4))
            {
                case 0: mutated.Remove(at, length); break;
                case 1: mutated.Insert(at, Pieces[random.Next(Pieces.Length)]); break;
                case 2: mutated.Insert(random.Next(mutated.Length), mutated.ToString(at, length)); break;
                default: mutated.Remove(at, length).Insert(at, Pieces[random.Next(Pieces.Length)]); break;
            }

            if (mutated.Length == 0) mutated.Append('{');
        }

        return mutated.ToString();
    }

    private static byte[] Damage(byte[] body, Random random)
    {
        if (random.Next(4) == 0) body[random.Next(body.Length)] ^= (byte)(1 << random.Next(8));
        return random.Next(10) == 0 ? body[..random.Next(body.Length)] : body;
    }
}
