using GaOrleans.Engine.Records;

namespace GaOrleans.Engine.Accounts;

/// <summary>The switches and values of the whole service, in one record, so that what is read is always one state. Read anew at each call.</summary>
/// <param name="records">Where they are kept.</param>
public sealed class ServiceSettings(IRecordStore records)
{
    /// <summary>The longest announcement, in characters.</summary>
    public const int LongestAnnouncement = 500;

    private const string Partition = "service", Key = "settings";

    /// <summary>What holds now.</summary>
    public async ValueTask<ServiceValues> GetAsync(CancellationToken ct) =>
        await records.FindAsync(Partition, Key, ct) is { } record ? RecordJson.Read<ServiceValues>(Partition, record) with { Version = record.Version } : new ServiceValues();

    /// <summary>Changes them all at once.</summary>
    /// <param name="values">As they are to be, with the version that was read.</param>
    /// <param name="ct">Gives up.</param>
    /// <returns>What holds now; null when they were changed meanwhile.</returns>
    /// <exception cref="ArgumentException">A number is negative or the announcement too long: check before.</exception>
    public async ValueTask<ServiceValues?> PutAsync(ServiceValues values, CancellationToken ct)
    {
        if (values.DefaultSites < 0 || values.DefaultMonthlyHits < 0) throw new ArgumentException("a quota cannot be negative", nameof(values));
        if (values.Announcement?.Length > LongestAnnouncement) throw new ArgumentException($"an announcement has at most {LongestAnnouncement} characters", nameof(values));
        return await records.PutAsync(Partition, Key, RecordJson.Write(values), values.Version, ct) is { } version ? values with { Version = version } : null;
    }
}
