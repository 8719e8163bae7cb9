namespace GaOrleans.Core.Reports;

/// <summary>
/// The slots of a time dimension over a range, in order and without gaps: slot i runs from <c>StartsMs[i]</c> to <c>StartsMs[i + 1]</c>, the last to the range's end.
/// Two slots share a label where the clock repeats an hour; the rows of one label are added.
/// </summary>
/// <param name="Kind">Minute, hour, day, week or month.</param>
/// <param name="StartsMs">Ascending; the first is the range's start.</param>
/// <param name="EndMs">The range's end.</param>
/// <param name="LabelOf">For each slot the index of its label.</param>
/// <param name="Labels">Labels in time order, as API.md writes them.</param>
public sealed record TimeSlots(DimensionKind Kind, long[] StartsMs, long EndMs, int[] LabelOf, string[] Labels);
