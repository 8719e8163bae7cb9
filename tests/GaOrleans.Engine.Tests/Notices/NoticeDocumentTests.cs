using GaOrleans.Engine.Configuration;
using GaOrleans.Engine.Notices.Documents;
using GaOrleans.Engine.Tests.Reports;
using GaOrleans.TestKit.Configuration;

namespace GaOrleans.Engine.Tests.Notices;

public sealed class NoticeDocumentTests
{
    private const string ScheduleV1 =
        """{"v":1,"query":"Top pages","keepsRange":false,"frequency":"weekly","hour":8,"weekday":1,"day":1,"format":"csv","to":["ada@example.com"],"webhook":{"url":"https://example.com/hook","secretId":"9f00"},"enabled":true,"since":1789000000000}""";

    private const string AlertV1 =
        """{"v":1,"metric":"visitors","filters":[["is","visit:source",["Google"]]],"period":"hour","condition":{"kind":"upOrDown","value":50,"minimum":100},"quietHours":24,"to":["ada@example.com"],"webhook":null,"enabled":true,"since":1789000000000}""";

    [Fact]
    public void Schedule_KeepsItsForm()
    {
        Schedule? schedule = Schedule.Read(ScheduleV1, out string? error);
        Assert.Null(error);
        Assert.Equal((Frequency.Weekly, NoticeFormat.Csv, "Top pages", "9f00"), (schedule!.Frequency, schedule.Format, schedule.Query, schedule.Webhook!.SecretId));
        Assert.Equal(ScheduleV1, schedule.Write());
    }

    [Fact]
    public void Alert_KeepsItsForm()
    {
        Alert? alert = Alert.Read(AlertV1, out string? error);
        Assert.Null(error);
        Assert.Equal(new AlertCondition(AlertKind.UpOrDown, 50, 100), alert!.Condition);
        Assert.Equal(AlertV1, alert.Write());
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"v":2,"frequency":"daily","to":["a@b.c"]}""")]
    [InlineData("""{"v":"1","frequency":"daily","to":["a@b.c"]}""")]
    [InlineData("""{"v":1,"frequency":"hourly","to":["a@b.c"]}""")]
    [InlineData("""{"v":1,"frequency":1,"to":["a@b.c"]}""")]
    [InlineData("""{"v":1,"frequency":"daily","to":["a@b.c"],"unknown":1}""")]
    [InlineData("""{"v":1,"frequency":"daily","to":null}""")]
    [InlineData("""{"v":1,"frequency":"daily","to":["a@b.c"],"hour":24}""")]
    [InlineData("""{"v":1,"frequency":"daily","to":["a@b.c"],"hour":"8"}""")]
    [InlineData("""{"v":1,"frequency":"daily","to":["a@b.c"],"format":"csv"}""")]
    [InlineData("""{"v":1,"frequency":"daily","to":[]}""")]
    [InlineData("""{"v":1,"frequency":"daily","to":["a@b.c","A@b.c"]}""")]
    [InlineData("""{"v":1,"frequency":"daily","to":["no address"]}""")]
    [InlineData("""{"v":1,"frequency":"daily","to":[],"webhook":{"url":"ftp://example.com","secretId":"1"}}""")]
    [InlineData("""{"v":1,"frequency":"daily","to":[],"webhook":{"url":"https://user:pw@example.com","secretId":"1"}}""")]
    [InlineData("""{"v":1,"frequency":"daily","frequency":"daily","to":["a@b.c"]}""")]
    public void Schedule_IsAReason_WhenItIsNotAsItShouldBe(string json)
    {
        Assert.Null(Schedule.Read(json, out string? error));
        Assert.NotEmpty(error!);
    }

    [Theory]
    [InlineData("""{"v":1,"metric":"nonsense","period":"hour","condition":{"kind":"above","value":1},"to":["a@b.c"]}""")]
    [InlineData("""{"v":1,"metric":"visitors","period":"week","condition":{"kind":"above","value":1},"to":["a@b.c"]}""")]
    [InlineData("""{"v":1,"metric":"visitors","period":"hour","to":["a@b.c"]}""")]
    [InlineData("""{"v":1,"metric":"visitors","period":"hour","condition":null,"to":["a@b.c"]}""")]
    [InlineData("""{"v":1,"metric":"visitors","period":"hour","condition":{"kind":"above"},"to":["a@b.c"]}""")]
    [InlineData("""{"v":1,"metric":"visitors","period":"hour","condition":{"kind":"above","value":-1},"to":["a@b.c"]}""")]
    [InlineData("""{"v":1,"metric":"visitors","period":"hour","condition":{"kind":"down","value":101},"to":["a@b.c"]}""")]
    [InlineData("""{"v":1,"metric":"visitors","period":"hour","condition":{"kind":"up","value":0},"to":["a@b.c"]}""")]
    [InlineData("""{"v":1,"metric":"visitors","period":"hour","condition":{"kind":"above","value":1},"filters":[["is","nonsense",["x"]]],"to":["a@b.c"]}""")]
    [InlineData("""{"v":1,"metric":"visitors","period":"hour","condition":{"kind":"above","value":1},"filters":{},"to":["a@b.c"]}""")]
    [InlineData("""{"v":1,"metric":"visitors","period":"hour","condition":{"kind":"above","value":1},"quietHours":0,"to":["a@b.c"]}""")]
    [InlineData("""{"v":1,"metric":"visitors","period":"hour","condition":{"kind":"above","value":1e300},"to":["a@b.c"]}""")]
    public void Alert_IsAReason_WhenItIsNotAsItShouldBe(string json)
    {
        Assert.Null(Alert.Read(json, out string? error));
        Assert.NotEmpty(error!);
    }

    [Theory]
    [InlineData("Every Monday", true)]
    [InlineData("كل يوم \u200F!", true)]
    [InlineData("👩‍💻 daily", true)]
    [InlineData(" padded", false)]
    [InlineData("a\nb", false)]
    [InlineData("invoice\u202Efdp.exe", false)]
    [InlineData("a\u2066b", false)]
    public void Name_IsShownAsItIsWritten(string name, bool taken) => Assert.Equal(taken, NoticeRules.NameProblem(name) is null);

    [Fact]
    public void Query_IsSent_WhateverMarksItsNameHas() =>
        Assert.NotNull(Schedule.Read(new Schedule { Frequency = Frequency.Daily, Query = "a\u202Eb", To = ["ada@example.com"] }.Write(), out _));

    [Fact]
    public void Documents_AreAReason_WhateverTheirBytesAre()
    {
        const int seed = 20260910;
        var random = new Random(seed);
        foreach (string whole in new[] { ScheduleV1, AlertV1 })
        {
            for (int i = 0; i < 3000; i++)
            {
                char[] text = whole.ToCharArray();
                for (int flips = random.Next(1, 4); flips > 0; flips--) text[random.Next(text.Length)] = (char)random.Next(32, 127);
                string torn = new(text, 0, random.Next(4) == 0 ? random.Next(text.Length) : text.Length);
                Schedule? schedule = Schedule.Read(torn, out string? first);
                Assert.True(schedule is null != first is null, $"seed {seed}, round {i}: {torn}");
                Alert? alert = Alert.Read(torn, out string? second);
                Assert.True(alert is null != second is null, $"seed {seed}, round {i}: {torn}");
                // What was read can be written and is the same again.
                if (alert is not null) Assert.Equal(alert.Write(), Alert.Read(alert.Write(), out _)!.Write());
                if (schedule is not null) Assert.Equal(schedule.Write(), Schedule.Read(schedule.Write(), out _)!.Write());
            }
        }
    }

    [Fact]
    public async Task Site_HasAtMostFifty()
    {
        var clock = new ManualClock("2026-09-10T12:00:00Z");
        (InMemoryConfigurationStore store, Site site, _) = await InMemoryConfigurationStore.WithSiteAsync("example.com", "Europe/Berlin", clock);
        using InMemoryConfigurationStore owned = store;
        var documents = new NoticeDocuments(store, clock);
        Schedule schedule = Schedule.Read(ScheduleV1, out _)!;
        Alert alert = Alert.Read(AlertV1, out _)!;
        for (int i = 0; i < NoticeRules.MostOfSite; i++)
        {
            string? problem = i % 2 == 0
                ? await documents.SaveAsync(site, $"Notice {i}", schedule, isNew: true, CancellationToken.None)
                : await documents.SaveAsync(site, $"Notice {i}", alert, isNew: true, CancellationToken.None);
            Assert.Null(problem);
        }

        Assert.Contains("at most 50", await documents.SaveAsync(site, "One more", alert, isNew: true, CancellationToken.None), StringComparison.Ordinal);
        Assert.Contains("of this name", await documents.SaveAsync(site, "Notice 1", alert, isNew: true, CancellationToken.None), StringComparison.Ordinal);
        Assert.Null(await documents.SaveAsync(site, "Notice 1", alert, isNew: false, CancellationToken.None));
    }

    [Fact]
    public async Task Since_Stays_UnlessTheTimesChangeOrItIsEnabledAnew()
    {
        var clock = new ManualClock("2026-09-10T12:00:00Z");
        (InMemoryConfigurationStore store, Site site, _) = await InMemoryConfigurationStore.WithSiteAsync("example.com", "Europe/Berlin", clock);
        using InMemoryConfigurationStore owned = store;
        var documents = new NoticeDocuments(store, clock);
        Schedule schedule = Schedule.Read(ScheduleV1, out _)!;
        async Task<long> SaveAsync(Schedule changed)
        {
            Assert.Null(await documents.SaveAsync(site, "Weekly", changed, isNew: false, CancellationToken.None));
            return Schedule.Read(documents.Find(site.Id, DocumentKind.Schedule, "Weekly")!.Json, out _)!.Since;
        }

        long made = await SaveAsync(schedule);
        Assert.Equal(clock.Now.ToUnixTimeMilliseconds(), made);
        clock.Now = clock.Now.AddHours(1);
        Assert.Equal(made, await SaveAsync(schedule with { To = ["eve@example.com"] }));
        Assert.Equal(made + 3_600_000, await SaveAsync(schedule with { Hour = 9 }));
        clock.Now = clock.Now.AddHours(1);
        await SaveAsync(schedule with { Hour = 9, Enabled = false });
        clock.Now = clock.Now.AddHours(1);
        Assert.Equal(made + 3 * 3_600_000, await SaveAsync(schedule with { Hour = 9 }));
    }
}
