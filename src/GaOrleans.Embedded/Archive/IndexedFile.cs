namespace GaOrleans.Embedded.Archive;

/// <summary>A file of hits received in one hour.</summary>
/// <param name="Hour">Start of the hour, seconds since 1970 UTC.</param>
/// <param name="Members">Its gzip members; together they are the file.</param>
internal sealed record IndexedFile(long Hour, IReadOnlyList<IndexedMember> Members);
