using System.Runtime.CompilerServices;
using System.Text;
using GaOrleans.Engine.Records;

namespace GaOrleans.Engine.Accounts;

/// <summary>
/// Whose an e-mail is, and e-mails in order: partition <c>emails/{first two characters}</c>, a record for each e-mail; and the partition
/// <c>emails</c> with a record for each of those beginnings. A beginning is noted before its first e-mail and stays.
/// </summary>
internal sealed class EmailRecords(IRecordStore records)
{
    private const string Beginnings = "emails";

    /// <summary>The claim of an e-mail in its normal form, or null.</summary>
    public async ValueTask<EmailClaim?> FindAsync(string email, CancellationToken ct)
    {
        string partition = PartitionOf(email);
        return await records.FindAsync(partition, email, ct) is { } record ? Read(partition, record) : null;
    }

    /// <summary>Makes or replaces a claim; the version in it says which is replaced. Null when another came first.</summary>
    public async ValueTask<EmailClaim?> PutAsync(EmailClaim claim, CancellationToken ct)
    {
        string beginning = Beginning(claim.Email);
        // Another may note it at the same time: then it is noted.
        if (claim.Version == 0 && await records.FindAsync(Beginnings, beginning, ct) is null) await records.PutAsync(Beginnings, beginning, "{}", 0, ct);
        return await records.PutAsync(PartitionOf(claim.Email), claim.Email, RecordJson.Write(claim), claim.Version, ct) is { } version ? claim with { Version = version } : null;
    }

    /// <summary>Gives an e-mail free, unless the claim was changed meanwhile.</summary>
    public ValueTask<bool> DeleteAsync(EmailClaim claim, CancellationToken ct) => records.DeleteAsync(PartitionOf(claim.Email), claim.Email, claim.Version, ct);

    /// <summary>The claims of e-mails that begin with something, in order.</summary>
    /// <param name="prefix">What they begin with; empty for all.</param>
    /// <param name="after">Only those behind this one; null for all.</param>
    /// <param name="ct">Gives up.</param>
    public async IAsyncEnumerable<EmailClaim> FromAsync(string prefix, string? after, [EnumeratorCancellation] CancellationToken ct)
    {
        if (!IsKey(prefix) || !IsKey(after)) yield break;
        if (string.IsNullOrEmpty(after)) after = null;
        await foreach (string beginning in BeginningsAsync(prefix, after, ct))
        {
            string partition = $"{Beginnings}/{beginning}";
            // A listing begins behind a key; the prefix itself may be an e-mail.
            bool whole = after is null || RecordRules.Compare(after, prefix) < 0;
            if (whole && prefix.Length > 0 && await records.FindAsync(partition, prefix, ct) is { } exact) yield return Read(partition, exact);
            string? from = whole && prefix.Length > 0 ? prefix : after;
            await foreach (StoredRecord record in records.AllAsync(partition, from, ct))
            {
                if (!record.Key.StartsWith(prefix, StringComparison.Ordinal)) break;
                yield return Read(partition, record);
            }
        }
    }

    private async IAsyncEnumerable<string> BeginningsAsync(string prefix, string? after, [EnumeratorCancellation] CancellationToken ct)
    {
        string wanted = Beginning(prefix), first = after is null ? "" : Beginning(after);
        await foreach (StoredRecord record in records.AllAsync(Beginnings, after: null, ct))
        {
            if (record.Key.StartsWith(wanted, StringComparison.Ordinal) && RecordRules.Compare(record.Key, first) >= 0) yield return record.Key;
        }
    }

    private static EmailClaim Read(string partition, StoredRecord record) => RecordJson.Read<EmailClaim>(partition, record) with { Email = record.Key, Version = record.Version };

    private static string PartitionOf(string email) => $"{Beginnings}/{Beginning(email)}";

    // Characters as people see them in most scripts: halves of surrogate pairs could not be stored.
    private static string Beginning(string email)
    {
        int length = 0;
        foreach (Rune rune in email.EnumerateRunes().Take(2)) length += rune.Utf16SequenceLength;
        return email[..length];
    }

    // What cannot be the beginning of any e-mail finds nothing.
    private static bool IsKey(string? text) => text is null || (text.Length <= EmailAddress.Longest && !text.Contains('\0', StringComparison.Ordinal) && text.EnumerateRunes().All(rune => rune != Rune.ReplacementChar));
}
