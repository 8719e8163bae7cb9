namespace GaOrleans.Engine.Reports.Answered;

/// <summary>A step of a funnel.</summary>
/// <param name="Step">Counted from 1.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Visitors">Visitors who reached it.</param>
/// <param name="ConversionRate">Of the visitors of the first step, percent.</param>
/// <param name="StepConversionRate">Of the visitors of the step before, percent; null for the first.</param>
/// <param name="DropOff">Visitors lost since the step before; null for the first.</param>
/// <param name="DropOffRate">Their share of the step before, percent; null for the first.</param>
/// <param name="MedianSeconds">Median of the time since the step before; null for the first and where nobody came.</param>
public sealed record AnsweredFunnelStep(int Step, string Name, long Visitors, double ConversionRate, double? StepConversionRate, long? DropOff, double? DropOffRate, double? MedianSeconds);
