using GaOrleans.Engine.Records;
using Xunit;

namespace GaOrleans.TestKit.Contracts;

/// <summary>What every <see cref="IRecordStore"/> must do. Stores may be shared by the tests: each has partitions of its own.</summary>
public abstract class RecordContract
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly string _own = $"{Guid.NewGuid():N}";

    /// <summary>A store, with whatever other tests left in it.</summary>
    protected abstract IRecordStore Create();

    /// <summary>Ends the store and opens another on what it has stored; the same store where nothing outlives it.</summary>
    protected abstract IRecordStore Restart(IRecordStore store);

    /// <summary>A partition that no other test has.</summary>
    protected string Own(string name) => $"{name}/{_own}";

    [Fact]
    public async Task Record_IsFound_AfterItWasPut_AlsoAfterARestart()
    {
        IRecordStore store = Create();
        Assert.Null(await store.FindAsync(Own("p"), "k", None));
        Assert.Empty(await store.ListAsync(Own("p"), null, 10, None));

        long first = (await store.PutAsync(Own("p"), "k", """{"x":"ü😀"}""", 0, None))!.Value;
        Assert.True(first > 0);
        Assert.Equal(new StoredRecord("k", first, """{"x":"ü😀"}"""), await store.FindAsync(Own("p"), "k", None));
        Assert.Null(await store.FindAsync(Own("q"), "k", None));
        Assert.Null(await store.FindAsync(Own("p"), "K", None));

        store = Restart(store);
        Assert.Equal(new StoredRecord("k", first, """{"x":"ü😀"}"""), await store.FindAsync(Own("p"), "k", None));
        long second = (await store.PutAsync(Own("p"), "k", "2", first, None))!.Value;
        Assert.True(second > first);
        store = Restart(store);
        Assert.Equal([new StoredRecord("k", second, "2")], await store.ListAsync(Own("p"), null, 10, None));
    }

    [Fact]
    public async Task Change_IsNotMade_WhenTheVersionIsAnother()
    {
        IRecordStore store = Create();
        long version = (await store.PutAsync(Own("p"), "k", "1", 0, None))!.Value;

        Assert.Null(await store.PutAsync(Own("p"), "k", "2", 0, None));
        Assert.Null(await store.PutAsync(Own("p"), "k", "2", version + 1, None));
        Assert.Null(await store.PutAsync(Own("p"), "missing", "2", version, None));
        Assert.False(await store.DeleteAsync(Own("p"), "k", version + 1, None));
        Assert.False(await store.DeleteAsync(Own("p"), "k", 0, None));
        Assert.False(await store.DeleteAsync(Own("p"), "missing", version, None));
        Assert.False(await store.DeleteAsync(Own("nothing"), "missing", version, None));
        Assert.Equal([new StoredRecord("k", version, "1")], await Restart(store).ListAsync(Own("p"), null, 10, None));
    }

    [Fact]
    public async Task Version_IsNeverGivenAgain_AfterADeletion()
    {
        IRecordStore store = Create();
        var seen = new HashSet<long>();
        for (int round = 0; round < 3; round++)
        {
            long version = (await store.PutAsync(Own("p"), "k", "1", 0, None))!.Value;
            Assert.True(seen.Add(version));
            Assert.True(await store.DeleteAsync(Own("p"), "k", version, None));
            Assert.Null(await store.FindAsync(Own("p"), "k", None));
            store = Restart(store);
            Assert.Null(await store.FindAsync(Own("p"), "k", None));
            Assert.Null(await store.PutAsync(Own("p"), "k", "2", version, None));
        }
    }

    [Fact]
    public async Task Put_IsWonByExactlyOne_OfManyAtTheSameTime()
    {
        const int Many = 16, Rounds = 5;
        IRecordStore store = Create();
        long expected = 0;
        for (int round = 0; round < Rounds; round++)
        {
            long before = expected;
            long?[] versions = await Task.WhenAll(Enumerable.Range(0, Many).Select(i => Task.Run(async () => await store.PutAsync(Own("p"), "k", $"{i}", before, None))));
            int winner = Array.FindIndex(versions, version => version is not null);
            expected = Assert.Single(versions, version => version is not null)!.Value;
            Assert.Equal(new StoredRecord("k", expected, $"{winner}"), await store.FindAsync(Own("p"), "k", None));
        }
    }

    [Fact]
    public async Task Put_KeepsEveryRecord_WhenManyAreAddedAtTheSameTime()
    {
        const int Many = 60;
        IRecordStore store = Create();
        Assert.All(await Task.WhenAll(Enumerable.Range(0, Many).Select(i => Task.Run(async () => await store.PutAsync(Own("p"), $"{i:00}", $"{i}", 0, None)))), version => Assert.NotNull(version));

        store = Restart(store);
        Assert.Equal(Enumerable.Range(0, Many).Select(i => $"{i:00}"), (await store.ListAsync(Own("p"), null, 100, None)).Select(record => record.Key));
    }

    [Fact]
    public async Task List_GoesThroughAPartition_PageByPage_InTheOrderOfUtf8()
    {
        IRecordStore store = Create();
        // A surrogate pair is behind every other character in UTF-8 and before U+FF41 in UTF-16.
        string[] keys = [" ", "0", "A", "a", "a/b", "a/b/c", "ab", "z", "ä", "日本", "\uFF41", "😀", "😀a"];
        foreach (string key in keys.Reverse()) await store.PutAsync(Own("p"), key, "{}", 0, None);

        foreach (int count in (int[])[1, 2, 5, 13, 14])
        {
            var seen = new List<string>();
            for (IReadOnlyList<StoredRecord> page = await store.ListAsync(Own("p"), null, count, None); page.Count > 0; page = await store.ListAsync(Own("p"), seen[^1], count, None))
            {
                Assert.True(page.Count <= count);
                seen.AddRange(page.Select(record => record.Key));
            }

            Assert.Equal(keys, seen);
        }

        await store.PutAsync(Own("gaps"), "b", "{}", 0, None);
        Assert.Equal(["b"], (await store.ListAsync(Own("gaps"), "a", 10, None)).Select(record => record.Key));
        Assert.Empty(await store.ListAsync(Own("gaps"), "b", 10, None));
        Assert.Empty(await store.ListAsync(Own("gaps"), "c", 10, None));
    }

    [Fact]
    public async Task Partition_HoldsThousandsOfRecords()
    {
        const int Count = 2000, Bytes = 700, AtOnce = 50;
        IRecordStore store = Create();
        var random = new Random(12);
        int[] order = [.. Enumerable.Range(0, Count)];
        random.Shuffle(order);
        var versions = new long[Count];
        foreach (int[] some in order.Chunk(AtOnce))
        {
            await Task.WhenAll(some.Select(async i => versions[i] = (await store.PutAsync(Own("p"), Key(i), Content(i, 0), 0, None))!.Value));
        }

        foreach (int[] some in order.Where(i => i % 3 == 0).Chunk(AtOnce))
        {
            await Task.WhenAll(some.Select(async i => Assert.NotNull(await store.PutAsync(Own("p"), Key(i), Content(i, 1), versions[i], None))));
        }

        foreach (int[] some in order.Where(i => i % 3 == 1).Chunk(AtOnce))
        {
            await Task.WhenAll(some.Select(async i => Assert.True(await store.DeleteAsync(Own("p"), Key(i), versions[i], None))));
        }

        for (int round = 0; round < 2; round++)
        {
            var seen = new List<StoredRecord>();
            while (await store.ListAsync(Own("p"), seen.Count == 0 ? null : seen[^1].Key, 1000, None) is { Count: > 0 } page) seen.AddRange(page);
            Assert.Equal(Enumerable.Range(0, Count).Where(i => i % 3 != 1).Select(i => (Key(i), Content(i, i % 3 == 0 ? 1 : 0))), seen.Select(record => (record.Key, record.Json)));
            store = Restart(store);
        }

        static string Key(int i) => $"key-{i:00000}";

        static string Content(int i, int change) => $"{{\"i\":{i},\"change\":{change},\"text\":\"{new string((char)('a' + (i % 26)), Bytes)}\"}}";
    }

    [Theory]
    [InlineData("/")]
    [InlineData("//")]
    [InlineData("../../etc/passwd")]
    [InlineData("a/b")]
    [InlineData("a_b")]
    [InlineData("a%2Fb")]
    [InlineData("a\\b#c?d")]
    [InlineData("\"'`;--<script>%s{0}")]
    [InlineData("*")]
    [InlineData("line\r\n\tline\u0001\u007f")]
    [InlineData("日本語/العربية/😀")]
    [InlineData("\u202Eevil")]
    [InlineData(" ")]
    public async Task Names_MayBeAnything_AndStayApart(string name)
    {
        IRecordStore store = Create();
        string[] partitions = [Own(name), Own(name + name), Own(name + "/x"), Own(name + "_"), Own(name + "+")];
        foreach (string partition in partitions) Assert.NotNull(await store.PutAsync(partition, name, partition.Length.ToString(System.Globalization.CultureInfo.InvariantCulture), 0, None));

        store = Restart(store);
        foreach (string partition in partitions)
        {
            StoredRecord only = Assert.Single(await store.ListAsync(partition, null, 10, None));
            Assert.Equal(name, only.Key);
            Assert.Equal(partition.Length.ToString(System.Globalization.CultureInfo.InvariantCulture), only.Json);
            Assert.Equal(only, await store.FindAsync(partition, name, None));
        }
    }

    [Fact]
    public async Task Names_MayBeLong_UpToTheLimit()
    {
        IRecordStore store = Create();
        string own = Own("p");
        string[] partitions = [own + new string('/', RecordRules.NameBytes - own.Length), own + new string('ü', (RecordRules.NameBytes - own.Length) / 2), own + new string('/', RecordRules.NameBytes - own.Length - 1)];
        string[] keys = [new string('k', RecordRules.NameBytes), new string('/', 500), string.Concat(Enumerable.Repeat("😀", RecordRules.NameBytes / 4))];
        foreach (string partition in partitions)
        {
            foreach (string key in keys) Assert.NotNull(await store.PutAsync(partition, key, partition + key, 0, None));
        }

        store = Restart(store);
        foreach (string partition in partitions)
        {
            foreach (string key in keys) Assert.Equal(partition + key, (await store.FindAsync(partition, key, None))!.Json);
            Assert.Equal(3, (await store.ListAsync(partition, null, 10, None)).Count);
        }

        await RefusedAsync("bytes", () => store.PutAsync(own, new string('k', RecordRules.NameBytes + 1), "{}", 0, None));
        await RefusedAsync("bytes", () => store.PutAsync(own, new string('ü', (RecordRules.NameBytes / 2) + 1), "{}", 0, None));
        await RefusedAsync("bytes", () => store.PutAsync(new string('p', RecordRules.NameBytes + 1), "k", "{}", 0, None));
    }

    [Fact]
    public async Task Json_MayBeLong_UpToTheLimit()
    {
        IRecordStore store = Create();
        string longest = new('x', RecordRules.JsonBytes), wide = new('ü', RecordRules.JsonBytes / 2);
        long version = 0;
        foreach (string key in (string[])["a", "b", "c"]) version = (await store.PutAsync(Own("p"), key, longest, 0, None))!.Value;
        Assert.NotNull(await store.PutAsync(Own("p"), "c", wide, version, None));

        await RefusedAsync("bytes", () => store.PutAsync(Own("p"), "b", longest + "x", 0, None));
        await RefusedAsync("bytes", () => store.PutAsync(Own("p"), "b", wide + "ü", 0, None));

        store = Restart(store);
        Assert.Equal([longest, longest, wide], (await store.ListAsync(Own("p"), null, 10, None)).Select(record => record.Json));
    }

    [Fact]
    public async Task Nonsense_IsRefusedByName()
    {
        IRecordStore store = Create();

        await RefusedAsync("empty", () => store.PutAsync("", "k", "{}", 0, None));
        await RefusedAsync("empty", () => store.PutAsync(Own("p"), "", "{}", 0, None));
        await RefusedAsync("empty", () => store.PutAsync(Own("p"), "k", "", 0, None));
        await RefusedAsync("Unicode", () => store.PutAsync(Own("p"), "\uD800", "{}", 0, None));
        await RefusedAsync("Unicode", () => store.PutAsync(Own("p"), "k", "\"\uDC00\"", 0, None));
        await RefusedAsync("zero", () => store.PutAsync(Own("p"), "a\0b", "{}", 0, None));
        await RefusedAsync("version", () => store.PutAsync(Own("p"), "k", "{}", -1, None));
        await RefusedAsync("listed", () => store.ListAsync(Own("p"), null, 0, None));
        await RefusedAsync("listed", () => store.ListAsync(Own("p"), null, RecordRules.MostListed + 1, None));
        Assert.Empty(await store.ListAsync(Own("p"), null, 10, None));
    }

    [Fact]
    public async Task AuditPartitions_KeepWhatTheyWereGiven()
    {
        IRecordStore store = Create();
        string partition = RecordRules.AppendOnly + Own("day");
        long version = (await store.PutAsync(partition, "k", "1", 0, None))!.Value;

        Assert.Null(await store.PutAsync(partition, "k", "2", 0, None));
        await RefusedAsync("kept", () => store.PutAsync(partition, "k", "2", version, None));
        await RefusedAsync("kept", () => store.DeleteAsync(partition, "k", version, None));
        await RefusedAsync("kept", () => store.DeleteAsync(partition, "other", version, None));

        store = Restart(store);
        Assert.NotNull(await store.PutAsync(partition, "l", "2", 0, None));
        Assert.Equal(["1", "2"], (await store.ListAsync(partition, null, 10, None)).Select(record => record.Json));
    }

    [Fact]
    public async Task Call_GivesUp_WhenItIsCancelled()
    {
        IRecordStore store = Create();
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await store.FindAsync(Own("p"), "k", cancelled.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await store.PutAsync(Own("p"), "k", "1", 0, cancelled.Token));
        Assert.Null(await store.FindAsync(Own("p"), "k", None));
    }

    private static async Task RefusedAsync<T>(string why, Func<ValueTask<T>> call)
    {
        ArgumentException refusal = await Assert.ThrowsAsync<ArgumentException>(async () => await call());
        Assert.Contains(why, refusal.Message, StringComparison.Ordinal);
    }
}
