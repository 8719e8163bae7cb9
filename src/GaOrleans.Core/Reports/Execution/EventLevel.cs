using GaOrleans.Core.Buckets;

namespace GaOrleans.Core.Reports.Execution;

/// <summary>A level of the grouping that is an event dimension.</summary>
/// <param name="Column">The column of its values; meaningless for goals.</param>
/// <param name="Values">Its values; for goals their names.</param>
/// <param name="Goals">The goals, whose ids are their index, or null for any other dimension. An event may reach several.</param>
internal readonly record struct EventLevel(Column Column, DimensionValues Values, GoalTest?[]? Goals);
