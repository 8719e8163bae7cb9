using GaOrleans.Core.Hits;

namespace GaOrleans.TestKit.Oracle;

/// <summary>Something that counts in a group: a visit, or one of its hits.</summary>
/// <param name="Values">The group's texts, joined.</param>
/// <param name="Slot">Its time slot.</param>
/// <param name="Visit">The visit.</param>
/// <param name="Hit">The hit, or null when it is the visit that counts.</param>
internal sealed record OracleRow(string Values, int Slot, OracleVisit Visit, Hit? Hit);
