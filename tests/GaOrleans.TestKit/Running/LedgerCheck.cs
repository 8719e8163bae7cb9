using System.Net.Http.Headers;
using System.Text.Json;
using Xunit;

namespace GaOrleans.TestKit.Running;

/// <summary>Holds what a service counts against a <see cref="Ledger"/>.</summary>
public static class LedgerCheck
{
    /// <summary>Asserts that every acknowledged event is counted once, no event twice, and none that was not sent.</summary>
    /// <param name="url">The service.</param>
    /// <param name="key">A key that reads the demo site.</param>
    /// <param name="ledger">What was sent.</param>
    /// <param name="least">Number of acknowledged events below which the test has shown nothing.</param>
    /// <param name="circumstances">For the failure's text, such as the seed.</param>
    public static async Task CountedOnceAsync(Uri url, string key, Ledger ledger, int least, string circumstances)
    {
        Dictionary<(string, string), int> counted = await ExportedAsync(url, key);
        string seen = $"{circumstances}, {ledger.Events.Count} sent, {ledger.Events.Count(e => e.Value)} acknowledged, {counted.Values.Sum()} counted";
        Assert.True(ledger.Events.Count(e => e.Value) > least, seen);
        foreach ((int number, bool acknowledged) in ledger.Events)
        {
            bool found = counted.Remove(Ledger.MarksOf(number), out int times);
            Assert.True(!found || times == 1, $"event {number} is counted {times} times: {seen}");
            Assert.True(found || !acknowledged, $"event {number} was acknowledged and is not counted: {seen}");
        }

        Assert.True(counted.Count == 0, $"{counted.Count} events are counted that nobody sent, such as {counted.Keys.FirstOrDefault()}: {seen}");
    }

    // The same as a report counts it and as the export lists it.
    private static async Task<Dictionary<(string, string), int>> ExportedAsync(Uri url, string key)
    {
        using var client = new HttpClient { BaseAddress = url };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        using HttpResponseMessage report = await client.PostAsync("/api/v2/query", new StringContent("""{"site_id":"demo.example","metrics":["events"],"date_range":"all"}"""));
        string body = await report.Content.ReadAsStringAsync();
        Assert.True(report.IsSuccessStatusCode, body);
        using JsonDocument answer = JsonDocument.Parse(body);
        long events = answer.RootElement.GetProperty("results")[0].GetProperty("metrics")[0].GetInt64();
        string[] lines = (await client.GetStringAsync("/api/v1/sites/demo.example/export.csv")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        string[] columns = lines[0].Trim().Split(',');
        int name = Array.IndexOf(columns, "name"), page = Array.IndexOf(columns, "page");
        var counted = new Dictionary<(string, string), int>();
        foreach (string line in lines.Skip(1))
        {
            string[] values = line.Split(',');
            counted[(values[page], values[name])] = counted.GetValueOrDefault((values[page], values[name])) + 1;
        }

        Assert.Equal(events, lines.Length - 1);
        return counted;
    }
}
