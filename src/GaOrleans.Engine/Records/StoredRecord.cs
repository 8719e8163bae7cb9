namespace GaOrleans.Engine.Records;

/// <summary>A record as <see cref="IRecordStore"/> keeps it.</summary>
/// <param name="Key">Unique in its partition.</param>
/// <param name="Version">Of this content; positive, grows with every change, and is never given again to the same key, also when the record was deleted in between.</param>
/// <param name="Json">The content.</param>
public sealed record StoredRecord(string Key, long Version, string Json);
