using System.Security.Cryptography;
using GaOrleans.Engine.Records;
using Orleans.Storage;

namespace GaOrleans.Cluster.Records;

/// <summary>
/// The pages of one partition in grain storage, so that a change writes some ten kilobytes however many records there are. A page that has grown is split:
/// its upper half is stored as a new page under a name that never was, then the list of pages, which is the moment it counts; the lower
/// half is stored with its next change, and until then what lies behind the next page's beginning is passed over. Most partitions are
/// small and have one page and no list. Used by one turn of the grain at a time.
/// </summary>
internal sealed class RecordPages(IGrainStorage storage, GrainId grain)
{
    /// <summary>A page of more bytes is split before it is changed.</summary>
    public const int SplitBytes = 64 * 1024;

    /// <summary>How many pages of a partition are kept in memory.</summary>
    public const int MostCached = 64;

    private const int NameBytes = 8;

    private readonly Dictionary<string, Task<RecordPage>> _loaded = new(StringComparer.Ordinal);
    private RecordPageEntry[] _entries = [RecordPageEntry.Only];
    private string? _etag;

    /// <summary>Reads which pages there are; once, before anything else.</summary>
    public async Task OpenAsync()
    {
        var stored = new GrainState<StoredRecordPages>(new StoredRecordPages());
        await storage.ReadStateAsync(StoredRecordPages.Name, grain, stored);
        if (stored.State.Pages.Length > 0) _entries = stored.State.Pages;
        _etag = stored.ETag;
    }

    /// <summary>The page that a key belongs into, as it is stored.</summary>
    public async ValueTask<(RecordPageEntry Entry, RecordPage Page)> FindAsync(string key)
    {
        while (true)
        {
            RecordPageEntry[] entries = _entries;
            int index = IndexOf(key);
            RecordPage page = await LoadAsync(index);
            // A split that came in between may have taken the key elsewhere.
            if (entries == _entries) return (entries[index], page);
        }
    }

    /// <summary>The beginning of the page behind the one of a key; null when that is the last.</summary>
    public string? NextAfter(string key) => IndexOf(key) + 1 is var next && next < _entries.Length ? _entries[next].First : null;

    /// <summary>The page that a key belongs into, split before when it has grown, to be changed and stored.</summary>
    public async ValueTask<(RecordPageEntry Entry, RecordPage Page)> ForChangeAsync(string key)
    {
        (RecordPageEntry entry, RecordPage page) = await FindAsync(key);
        if (page.Bytes <= SplitBytes || page.Records.Length < 2) return (entry, page);
        await SplitAsync(entry, page);
        return await FindAsync(key);
    }

    /// <summary>Stores a changed page.</summary>
    /// <exception cref="InconsistentStateException">Somebody else has changed it; nothing is stored.</exception>
    public async ValueTask StoreAsync(RecordPageEntry entry, RecordPage page) => _loaded[entry.Name] = Task.FromResult(await WriteAsync(entry.Name, page));

    private async ValueTask SplitAsync(RecordPageEntry entry, RecordPage page)
    {
        (RecordPage left, RecordPage right) = page.Split();
        var added = new RecordPageEntry(right.Records[0].Key, $"{RecordPageEntry.Only.Name}-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(NameBytes))}");
        RecordPage stored = await WriteAsync(added.Name, right);
        int index = Array.IndexOf(_entries, entry);
        RecordPageEntry[] entries = [.. _entries[..(index + 1)], added, .. _entries[(index + 1)..]];
        var list = new GrainState<StoredRecordPages>(new StoredRecordPages { Pages = entries }) { ETag = _etag, RecordExists = _etag is not null };
        await storage.WriteStateAsync(StoredRecordPages.Name, grain, list);
        _etag = list.ETag;
        _loaded[entry.Name] = Task.FromResult(left);
        _loaded[added.Name] = Task.FromResult(stored);
        _entries = entries;
    }

    private async ValueTask<RecordPage> WriteAsync(string name, RecordPage page)
    {
        var state = new GrainState<StoredRecordPage>(new StoredRecordPage { LastVersion = page.LastVersion, Records = page.Records }) { ETag = page.ETag, RecordExists = page.ETag is not null };
        await storage.WriteStateAsync(name, grain, state);
        return page with { ETag = state.ETag };
    }

    // Several reads at the same time wait for one.
    private async ValueTask<RecordPage> LoadAsync(int index)
    {
        string name = _entries[index].Name;
        if (!_loaded.TryGetValue(name, out Task<RecordPage>? loading))
        {
            if (_loaded.Count >= MostCached) _loaded.Clear();
            loading = ReadAsync(name, _entries[index].First, index + 1 < _entries.Length ? _entries[index + 1].First : null);
            _loaded[name] = loading;
        }

        try
        {
            return await loading;
        }
        catch
        {
            if (_loaded.GetValueOrDefault(name) == loading) _loaded.Remove(name);
            throw;
        }
    }

    private async Task<RecordPage> ReadAsync(string name, string first, string? next)
    {
        var stored = new GrainState<StoredRecordPage>(new StoredRecordPage());
        await storage.ReadStateAsync(name, grain, stored);
        if (!stored.RecordExists && first.Length > 0) throw new IOException($"the page {name} of the records {grain} is missing; restore the storage from a backup");
        KeptRecord[] records = stored.State.Records;
        if (next is not null) records = [.. records.TakeWhile(record => RecordRules.Compare(record.Key, next) < 0)];
        return new RecordPage(records, stored.State.LastVersion, stored.ETag);
    }

    private int IndexOf(string key)
    {
        int low = 0, high = _entries.Length - 1;
        while (low < high)
        {
            int middle = (low + high + 1) / 2;
            if (RecordRules.Compare(_entries[middle].First, key) <= 0) low = middle;
            else high = middle - 1;
        }

        return low;
    }
}
