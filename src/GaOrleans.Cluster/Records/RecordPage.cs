using GaOrleans.Engine.Records;

namespace GaOrleans.Cluster.Records;

/// <summary>Some neighbouring records of a partition. Immutable: a change makes a new one, which takes its place when it is stored.</summary>
/// <param name="Records">In the order of their keys.</param>
/// <param name="LastVersion">The highest version that one of them ever had.</param>
/// <param name="ETag">That of the state in grain storage; null when there is none.</param>
internal sealed record RecordPage(KeptRecord[] Records, long LastVersion, string? ETag)
{
    /// <summary>About how many bytes the records take up. Copies made with <c>with</c> keep it, so that must not change the records.</summary>
    public long Bytes { get; } = Records.Sum(record => (long)record.Bytes);

    /// <summary>The record of a key, or null.</summary>
    public KeptRecord? Find(string key) => IndexOf(key) is >= 0 and var index ? Records[index] : null;

    /// <summary>Where the first record behind a key is.</summary>
    public int Behind(string? after)
    {
        if (string.IsNullOrEmpty(after)) return 0;
        int index = IndexOf(after);
        return index >= 0 ? index + 1 : ~index;
    }

    /// <summary>The page with a record added or replaced under the next version.</summary>
    public RecordPage With(string key, string json, long call)
    {
        var record = new KeptRecord(key, LastVersion + 1, json, call);
        int index = IndexOf(key);
        KeptRecord[] records = index >= 0 ? [.. Records[..index], record, .. Records[(index + 1)..]] : [.. Records[..~index], record, .. Records[~index..]];
        return new RecordPage(records, record.Version, ETag);
    }

    /// <summary>The page without a record that it has.</summary>
    public RecordPage Without(string key)
    {
        int index = IndexOf(key);
        return new RecordPage([.. Records[..index], .. Records[(index + 1)..]], LastVersion, ETag);
    }

    /// <summary>Two pages of about the same size, each with one record at least, of one with two at least.</summary>
    public (RecordPage Left, RecordPage Right) Split()
    {
        long half = Bytes / 2, sum = Records[0].Bytes;
        int middle = 1;
        while (middle < Records.Length - 1 && sum < half) sum += Records[middle++].Bytes;
        return (new RecordPage(Records[..middle], LastVersion, ETag), new RecordPage(Records[middle..], LastVersion, ETag: null));
    }

    private int IndexOf(string key)
    {
        int low = 0, high = Records.Length - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            int order = RecordRules.Compare(Records[middle].Key, key);
            if (order == 0) return middle;
            if (order < 0) low = middle + 1;
            else high = middle - 1;
        }

        return ~low;
    }
}
