using GaOrleans.Engine.Accounts;

namespace GaOrleans.Engine.Tests.Accounts;

public sealed class AuditLogTests : AccountFixture
{
    private readonly AuditLog _log;

    public AuditLogTests() => _log = new AuditLog(Records, Clock);

    [Fact]
    public async Task Entries_AreReadNewestFirst_AcrossDays()
    {
        const int Count = 50;
        for (int i = 0; i < Count; i++)
        {
            await _log.AppendAsync(Entry($"action.{i}", "x"), None);
            Clock.Advance(TimeSpan.FromHours(5));
        }

        foreach (int size in (int[])[1, 7, 50, 60])
        {
            var seen = new List<AuditEntry>();
            string? next = null;
            do
            {
                AuditPage page = await _log.ReadAsync(next, size, null, None);
                Assert.True(page.Entries.Count <= size);
                seen.AddRange(page.Entries);
                next = page.Next;
            }
            while (next is not null);

            Assert.Equal(Enumerable.Range(0, Count).Reverse().Select(i => $"action.{i}"), seen.Select(entry => entry.Action));
            Assert.Equal(seen.Select(entry => entry.TimeMs).OrderDescending(), seen.Select(entry => entry.TimeMs));
        }
    }

    [Fact]
    public async Task Entry_HasTheTimeOfTheLog_AndTellsAllItWasGiven()
    {
        AuditEntry kept = await _log.AppendAsync(new AuditEntry(1, "id", "Staff@x", "merchant.suspend", "merchant:12", "why \"><script>", "::1"), None);

        Assert.Equal(new AuditEntry(Clock.GetUtcNow().ToUnixTimeMilliseconds(), "id", "Staff@x", "merchant.suspend", "merchant:12", "why \"><script>", "::1"), kept);
        Assert.Equal([kept], (await _log.ReadAsync(null, 10, null, None)).Entries);
        AuditEntry cut = await _log.AppendAsync(kept with { Detail = new string('x', 100_000) }, None);
        Assert.Equal(AuditLog.LongestDetail + 1, cut.Detail!.Length);
    }

    [Fact]
    public async Task Entries_OfTheSameMillisecond_AreAllKept()
    {
        const int Count = 200;
        await Task.WhenAll(Enumerable.Range(0, Count).Select(i => Task.Run(async () => await _log.AppendAsync(Entry($"{i}", "x"), None))));

        Assert.Equal(Count, (await _log.ReadAsync(null, 1000, null, None)).Entries.Select(entry => entry.Action).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task Filter_ChoosesByActorActionAndSubject()
    {
        await _log.AppendAsync(new AuditEntry(0, "1", "ada@x", "merchant.suspend", "merchant:1", null, null), None);
        await _log.AppendAsync(new AuditEntry(0, "2", "eve@x", "merchant.resume", "merchant:1", null, null), None);
        await _log.AppendAsync(new AuditEntry(0, "1", "ada@x", "user.lock", "user:9", null, null), None);

        Assert.Equal(2, await CountAsync(new AuditFilter(Actor: "1")));
        Assert.Equal(2, await CountAsync(new AuditFilter(Actor: " ADA@x")));
        Assert.Equal(2, await CountAsync(new AuditFilter(Action: "merchant.")));
        Assert.Equal(1, await CountAsync(new AuditFilter(Action: "merchant.resume")));
        Assert.Equal(2, await CountAsync(new AuditFilter(Subject: "merchant:1")));
        Assert.Equal(1, await CountAsync(new AuditFilter(Actor: "ada@x", Subject: "merchant:1")));
        Assert.Equal(0, await CountAsync(new AuditFilter(Actor: "nobody")));
        Assert.Equal(3, await CountAsync(new AuditFilter()));
    }

    [Fact]
    public async Task Read_LooksThroughSoMany_AndGoesOnWithTheNextPage()
    {
        await _log.AppendAsync(Entry("wanted", "x"), None);
        Clock.Advance(TimeSpan.FromSeconds(1));
        for (int i = 0; i < AuditLog.MostScanned + 5; i++) await _log.AppendAsync(Entry("other", "x"), None);

        AuditPage first = await _log.ReadAsync(null, 10, new AuditFilter(Action: "wanted"), None);
        Assert.Empty(first.Entries);
        AuditPage second = await _log.ReadAsync(first.Next, 10, new AuditFilter(Action: "wanted"), None);
        Assert.Single(second.Entries);
        Assert.Null(second.Next);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("2026-11-21")]
    [InlineData("2026-11-21/")]
    [InlineData("2026-13-21/1")]
    [InlineData("9999-12-31/1")]
    [InlineData("x/\"><script>")]
    public async Task Read_FindsNothing_BehindWhatIsNoPage(string before)
    {
        await _log.AppendAsync(Entry("a", "x"), None);
        Assert.Empty((await _log.ReadAsync(before, 10, null, None)).Entries);
    }

    [Fact]
    public async Task Entry_CannotBeChangedOrDeleted()
    {
        await _log.AppendAsync(Entry("a", "x"), None);
        string partition = $"audit/{Clock.GetUtcNow():yyyy-MM-dd}";
        var record = Assert.Single(await Records.ListAsync(partition, null, 10, None));

        await Assert.ThrowsAsync<ArgumentException>(async () => await Records.DeleteAsync(partition, record.Key, record.Version, None));
        await Assert.ThrowsAsync<ArgumentException>(async () => await Records.PutAsync(partition, record.Key, "{}", record.Version, None));
    }

    private async Task<int> CountAsync(AuditFilter filter) => (await _log.ReadAsync(null, 100, filter, None)).Entries.Count;

    [Fact]
    public async Task EntriesOfAMerchant_AreReadByPages_AndAreNobodyElses()
    {
        for (int i = 0; i < 25; i++)
        {
            await _log.AppendAsync(Entry($"action.{i}", "x") with { MerchantId = i % 5 == 0 ? 2 : 1 }, None);
            await _log.AppendAsync(Entry("other", "x"), None);
            Clock.Advance(TimeSpan.FromHours(7));
        }

        var seen = new List<string>();
        string? next = null;
        do
        {
            AuditPage page = await _log.ReadOfMerchantAsync(1, next, 10, None);
            Assert.True(page.Entries.Count == 10 || page.Next is null);
            seen.AddRange(page.Entries.Select(entry => entry.Action));
            next = page.Next;
        }
        while (next is not null);

        Assert.Equal(Enumerable.Range(0, 25).Where(i => i % 5 != 0).Reverse().Select(i => $"action.{i}"), seen);
        Assert.Equal(5, (await _log.ReadOfMerchantAsync(2, null, 10, None)).Entries.Count);
        Assert.Empty((await _log.ReadOfMerchantAsync(3, null, 10, None)).Entries);
        foreach (string wrong in (string[])["", "../2", "\0", new string('0', 100)]) Assert.Equal((0, null), ((await _log.ReadOfMerchantAsync(1, wrong, 10, None)) is var none ? none.Entries.Count : -1, none.Next));
        Assert.Equal(50, (await _log.ReadAsync(null, 100, null, None)).Entries.Count);
    }

    [Fact]
    public async Task What_IsDone_IsWrittenBefore_AndWhatIsNotDoneAfterAllIsWrittenToo()
    {
        bool written = false;
        Assert.True(await _log.DoAsync(Entry("a", "x"), async () => written = (await _log.ReadAsync(null, 1, null, None)).Entries.Count == 1, None));
        Assert.True(written);
        Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.False(await _log.DoAsync(Entry("b", "x") with { MerchantId = 1 }, () => { Clock.Advance(TimeSpan.FromSeconds(1)); return new(false); }, None));
        Assert.Equal(["b.failed", "b"], (await _log.ReadOfMerchantAsync(1, null, 5, None)).Entries.Select(entry => entry.Action));
        Records.Changing = (_, _) => throw new IOException("gone");
        await Assert.ThrowsAsync<IOException>(async () => await _log.DoAsync(Entry("c", "x"), () => throw new InvalidOperationException("was done"), None));
    }

    [Fact]
    public async Task What_EndsInAnException_IsWrittenAsFailed_AndTheExceptionIsTheSame()
    {
        using var stopped = new CancellationTokenSource();
        var wrong = new InvalidOperationException("half done");
        Exception told = await Assert.ThrowsAsync<InvalidOperationException>(async () => await _log.DoAsync(Entry("a", "x") with { MerchantId = 1 }, async () =>
        {
            Clock.Advance(TimeSpan.FromSeconds(1));
            await stopped.CancelAsync();
            throw wrong;
        }, stopped.Token));
        Assert.Same(wrong, told);
        Assert.Equal(["a.failed", "a"], (await _log.ReadOfMerchantAsync(1, null, 5, None)).Entries.Select(entry => entry.Action));
        told = await Assert.ThrowsAsync<InvalidOperationException>(async () => await _log.DoAsync(Entry("b", "x"), () =>
        {
            Records.Changing = (_, _) => throw new IOException("gone");
            throw wrong;
        }, None));
        Assert.Same(wrong, told);
    }

    private static AuditEntry Entry(string action, string subject) => new(0, "1", "ada@x", action, subject, null, null);
}
