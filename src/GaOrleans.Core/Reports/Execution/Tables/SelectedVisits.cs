namespace GaOrleans.Core.Reports.Execution.Tables;

/// <summary>The visits of a slice that fulfil a condition, ascending.</summary>
/// <param name="WithEvent">Those with an event in the range that fulfils what is asked of events.</param>
/// <param name="WithRow">Those with any such row, also one of engagement, which counts without selecting a visit; the same array where there are no others.</param>
internal sealed record SelectedVisits(int[] WithEvent, int[] WithRow)
{
    /// <summary>Memory that it takes, in bytes.</summary>
    public long SizeBytes => 80 + (4L * (WithEvent.Length + (ReferenceEquals(WithEvent, WithRow) ? 0 : WithRow.Length)));
}
