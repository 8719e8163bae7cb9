using GaOrleans.Cluster.Records;
using GaOrleans.Cluster.Tests.Buckets;
using GaOrleans.Engine.Records;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Orleans.Storage;

namespace GaOrleans.Cluster.Tests.Records;

/// <summary>Pages of a partition on a storage that fails as told, without a cluster.</summary>
public sealed class RecordPagesTests
{
    private const int Bytes = 5000;

    private static readonly GrainId Grain = GrainId.Create("records", "p");

    private readonly TestGrainStorage _shared = new();
    private readonly IGrainStorage _storage;

    public RecordPagesTests() => _storage = _shared.For(new ServiceCollection().AddSerializer().BuildServiceProvider());

    [Fact]
    public async Task SmallPartition_IsOneState()
    {
        RecordPages pages = await OpenAsync();
        for (int i = 0; i < 10; i++) await PutAsync(pages, Key(i));

        Assert.Equal([$"record-page {Grain}"], _shared.Keys);
        Assert.Equal(10, _shared.Writes);
    }

    [Fact]
    public async Task Change_WritesOnePage_HoweverManyRecordsThereAre()
    {
        RecordPages pages = await OpenAsync();
        for (int i = 0; i < 200; i++) await PutAsync(pages, Key(i));
        Assert.True(_shared.Keys.Count() > 200 * Bytes / (2 * RecordPages.SplitBytes));

        long before = _shared.Writes;
        (RecordPageEntry entry, RecordPage page) = await pages.ForChangeAsync(Key(3));
        Assert.True(page.Bytes <= RecordPages.SplitBytes);
        await pages.StoreAsync(entry, page.With(Key(3), "changed", call: 2));

        Assert.Equal(1, _shared.Writes - before);
        Assert.Equal("changed", (await (await OpenAsync()).FindAsync(Key(3))).Page.Find(Key(3))!.Json);
    }

    // Every state that a crash can leave: each write fails before it is stored, or after it without an answer.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Partition_IsWhole_WhereverACrashCutsAChangeOff(bool stored)
    {
        var random = new Random(stored ? 1 : 2);
        var kept = new Dictionary<string, long>(StringComparer.Ordinal);
        int writes = 0, cut = 0;
        for (int i = 0; i < 400; i++)
        {
            string key = Key(random.Next(100));
            int failing = random.Next(6);
            int at = 0;
            _shared.Faults = _ =>
            {
                writes++;
                return at++ != failing ? TestGrainStorage.Fault.None : stored ? TestGrainStorage.Fault.After : TestGrainStorage.Fault.Before;
            };
            long version = 0;
            try
            {
                version = await PutAsync(await OpenAsync(), key);
            }
            catch (IOException)
            {
                cut++;
            }

            _shared.Faults = static _ => TestGrainStorage.Fault.None;
            KeptRecord? there = (await (await OpenAsync()).FindAsync(key)).Page.Find(key);
            long before = kept.GetValueOrDefault(key);
            if (version != 0) Assert.Equal(version, there!.Version);
            else Assert.True((there?.Version ?? 0) == before || (stored && there!.Version > before));
            if (there is not null) kept[key] = there.Version;
        }

        Assert.True(cut > 20, $"{cut} of {writes} writes were cut off");
        Assert.Equal(kept.OrderBy(record => record.Key, StringComparer.Ordinal).Select(record => (record.Key, record.Value)), (await AllAsync(await OpenAsync())).Select(record => (record.Key, record.Version)));
    }

    [Fact]
    public async Task Change_IsNotStored_WhenAnotherActivationHasWritten()
    {
        RecordPages first = await OpenAsync(), second = await OpenAsync();
        for (int i = 0; i < 30; i++) await PutAsync(first, Key(i));
        Assert.True(_shared.Keys.Count() > 2);

        // The second knows nothing of the pages that were made meanwhile.
        await Assert.ThrowsAsync<InconsistentStateException>(async () => await StaleAsync(second));
        Assert.Equal(30, (await AllAsync(await OpenAsync())).Count);

        async Task StaleAsync(RecordPages pages)
        {
            (RecordPageEntry entry, RecordPage page) = await pages.FindAsync(Key(99));
            await PutAsync(first, Key(0));
            await pages.StoreAsync(entry, page.With(Key(99), "stale", call: 3));
        }
    }

    [Fact]
    public async Task Reads_GoOn_WhilePagesAreSplitAndForgotten()
    {
        RecordPages pages = await OpenAsync();
        for (int i = 0; i < (RecordPages.MostCached + 10) * 8; i++)
        {
            await PutAsync(pages, Key(i));
            int other = i / 2;
            Assert.NotNull((await pages.FindAsync(Key(other))).Page.Find(Key(other)));
        }

        Assert.Equal((RecordPages.MostCached + 10) * 8, (await AllAsync(pages)).Count);
    }

    private async Task<RecordPages> OpenAsync()
    {
        var pages = new RecordPages(_storage, Grain);
        await pages.OpenAsync();
        return pages;
    }

    private static async Task<long> PutAsync(RecordPages pages, string key)
    {
        (RecordPageEntry entry, RecordPage page) = await pages.ForChangeAsync(key);
        RecordPage after = page.With(key, new string('x', Bytes), call: 1);
        await pages.StoreAsync(entry, after);
        return after.LastVersion;
    }

    private static async Task<List<KeptRecord>> AllAsync(RecordPages pages)
    {
        var all = new List<KeptRecord>();
        for (string? from = ""; from is not null; from = pages.NextAfter(from)) all.AddRange((await pages.FindAsync(from)).Page.Records);
        Assert.Equal(all.Select(record => record.Key).Order(Comparer<string>.Create(RecordRules.Compare)), all.Select(record => record.Key));
        return all;
    }

    private static string Key(int i) => $"k{i:00000}";
}
