using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;

namespace GaOrleans.Cluster.Records;

/// <inheritdoc cref="IRecordPartitionGrain"/>
[GrainType("records")]
internal sealed class RecordPartitionGrain([FromKeyedServices(StreamNames.Storage)] IGrainStorage storage) : Grain, IRecordPartitionGrain
{
    // An answer travels between silos as one message.
    private const int AnswerBytes = 1024 * 1024;

    private RecordPages _pages = null!;
    private bool _appendOnly;

    /// <inheritdoc/>
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _appendOnly = this.GetPrimaryKeyString().StartsWith(RecordPartitionNames.AppendOnly, StringComparison.Ordinal);
        _pages = new RecordPages(storage, this.GetGrainId());
        return _pages.OpenAsync();
    }

    /// <inheritdoc/>
    public async ValueTask<KeptRecord?> FindAsync(string key) => (await _pages.FindAsync(key)).Page.Find(key);

    /// <inheritdoc/>
    public async ValueTask<ListedRecords> ListAsync(string? after, int count)
    {
        var found = new List<KeptRecord>();
        long bytes = 0;
        string from = after ?? "";
        while (true)
        {
            RecordPage page = (await _pages.FindAsync(from)).Page;
            for (int i = page.Behind(after); i < page.Records.Length; i++)
            {
                if (found.Count > 0 && bytes + page.Records[i].Bytes > AnswerBytes) return new ListedRecords([.. found], More: true);
                bytes += page.Records[i].Bytes;
                found.Add(page.Records[i]);
                if (found.Count == count) return new ListedRecords([.. found], More: false);
                after = page.Records[i].Key;
            }

            if (_pages.NextAfter(from) is not { } next) return new ListedRecords([.. found], More: false);
            from = next;
        }
    }

    /// <inheritdoc/>
    public async ValueTask<long?> PutAsync(string key, string json, long expected, long call)
    {
        (RecordPageEntry entry, RecordPage page) = await FindAsync(key, expected);
        KeptRecord? there = page.Find(key);
        if (there is not null && there.Call == call) return there.Version;
        if ((there?.Version ?? 0) != expected) return null;
        if (expected != 0) CheckChangeable();
        return await StoringAsync(async () =>
        {
            (entry, page) = await _pages.ForChangeAsync(key);
            RecordPage after = page.With(key, json, call);
            await _pages.StoreAsync(entry, after);
            return after.LastVersion;
        });
    }

    /// <inheritdoc/>
    public async ValueTask<bool> DeleteAsync(string key, long expected)
    {
        CheckChangeable();
        (RecordPageEntry entry, RecordPage page) = await FindAsync(key, expected);
        if (expected == 0 || page.Find(key)?.Version != expected) return false;
        return await StoringAsync(async () =>
        {
            await _pages.StoreAsync(entry, page.Without(key));
            return true;
        });
    }

    // A later version than any that was given here is known: another activation has written, as there may be two for a while when a silo has died. This one
    // reads what is stored, and makes way, so that whoever calls next finds the other.
    private async ValueTask<(RecordPageEntry Entry, RecordPage Page)> FindAsync(string key, long known)
    {
        (RecordPageEntry entry, RecordPage page) = await _pages.FindAsync(key);
        if (known <= page.LastVersion) return (entry, page);
        DeactivateOnIdle();
        var stored = new RecordPages(storage, this.GetGrainId());
        await stored.OpenAsync();
        _pages = stored;
        return await stored.FindAsync(key);
    }

    // The store has refused this before; what comes here all the same is an older or a faulty program.
    private void CheckChangeable()
    {
        if (_appendOnly) throw new ArgumentException($"records of {this.GetPrimaryKeyString()} are kept as they are: they can be added, but not changed or deleted");
    }

    private async ValueTask<T> StoringAsync<T>(Func<Task<T>> store)
    {
        try
        {
            return await store();
        }
        catch
        {
            // Somebody else has written, or it is not known whether this is stored. The next activation reads what is.
            DeactivateOnIdle();
            throw;
        }
    }
}
