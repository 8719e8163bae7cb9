using System.Globalization;
using GaOrleans.Core.Reports;
using GaOrleans.Engine.Configuration;

namespace GaOrleans.Portal.Settings;

/// <summary>Makes a goal, or changes one into another. The store knows goals by what they are reached by, people know them by their name.</summary>
internal static class GoalChange
{
    /// <summary>Said when another goal has the name.</summary>
    public const string Taken = "Another goal has this name already; reports tell goals apart by it.";

    /// <summary>Says what stands in the way, for people; null when nothing does.</summary>
    /// <param name="goals">The goals that there are.</param>
    /// <param name="before">The one that is changed; null for a new one.</param>
    /// <param name="wanted">What it is to be.</param>
    public static string? ProblemOf(IReadOnlyList<Goal> goals, Goal? before, Goal wanted)
    {
        foreach (Goal other in goals)
        {
            if (other.Id == before?.Id) continue;
            if (IsSame(other, wanted)) return $"There is a goal for this already: {other.DisplayName}.";
            if (other.DisplayName == wanted.DisplayName) return Taken;
        }

        return null;
    }

    /// <summary>Stores it. When it is cut off, the goal of before is there, perhaps under another name.</summary>
    /// <returns>False when the store refuses it.</returns>
    public static async Task<bool> MakeAsync(IConfigurationStore configuration, int siteId, Goal? before, Goal wanted, CancellationToken ct)
    {
        if (before is null || IsSame(before, wanted)) return await configuration.PutGoalAsync(siteId, wanted, ct) is not null;
        // The old one makes room for the name first, and goes last.
        if (before.DisplayName == wanted.DisplayName) await configuration.PutGoalAsync(siteId, before with { DisplayName = string.Create(CultureInfo.InvariantCulture, $"{before.DisplayName} (before {before.Id})") }, ct);
        if (await configuration.PutGoalAsync(siteId, wanted, ct) is null)
        {
            await configuration.PutGoalAsync(siteId, before, ct);
            return false;
        }

        await configuration.DeleteGoalAsync(siteId, before.Id, ct);
        return true;
    }

    private static bool IsSame(Goal one, Goal other) => one.EventName == other.EventName && one.PagePath == other.PagePath;
}
