namespace GaOrleans.Engine.Reports.Answered;

/// <summary>A row of an answer.</summary>
/// <param name="Values">Values of the dimensions.</param>
/// <param name="Numbers">Numbers of the metrics.</param>
/// <param name="Compared">The numbers of the range compared with; null without comparison.</param>
/// <param name="Changes">Changes against it as they were answered, in percent, in points for rates; null without comparison, and null where there is nothing to compare with. <see cref="AnsweredTable.ChangeOf"/> says what to tell people.</param>
/// <param name="ComparedValues">Values of the dimensions in the range compared with: over time the label of the other slot.</param>
public sealed record AnsweredRow(
    IReadOnlyList<string?> Values, IReadOnlyList<AnsweredNumber> Numbers, IReadOnlyList<AnsweredNumber>? Compared, IReadOnlyList<double?>? Changes, IReadOnlyList<string?>? ComparedValues);
