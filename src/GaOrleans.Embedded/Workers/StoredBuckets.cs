using System.Collections;
using GaOrleans.Engine.Storage;

namespace GaOrleans.Embedded.Workers;

/// <summary>The buckets of a checkpoint, encoded one by one as the store takes them, so that they are not all in memory at once.</summary>
internal sealed class StoredBuckets(List<SavedBucket> buckets) : IReadOnlyList<StoredBucket>
{
    /// <inheritdoc/>
    public int Count => buckets.Count;

    /// <inheritdoc/>
    public StoredBucket this[int index] => buckets[index].ToStored();

    /// <inheritdoc/>
    public IEnumerator<StoredBucket> GetEnumerator()
    {
        for (int i = 0; i < buckets.Count; i++) yield return this[i];
    }

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
