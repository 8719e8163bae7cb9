using GaOrleans.Engine.Storage;

namespace GaOrleans.Engine.Reports;

/// <summary>Hours that an answer was read from, and their version before they were.</summary>
/// <param name="FromHour">First hour, seconds since 1970 UTC.</param>
/// <param name="ToHour">First hour after.</param>
/// <param name="Version">What <see cref="IBucketReader.VersionOfAsync"/> gave.</param>
internal readonly record struct ReadSpan(long FromHour, long ToHour, long Version);
