using System.Collections.Frozen;
using GaOrleans.Core.Hits;
using GaOrleans.Core.Reports;

namespace GaOrleans.Engine.Configuration;

/// <summary>What a goal must satisfy to be stored. Interfaces check with it first, so that they can name the reason.</summary>
public static class GoalRules
{
    /// <summary>Most properties that an event of a goal must have.</summary>
    public const int MostProps = 3;

    /// <summary>Most characters of a page's path and of a display name.</summary>
    public const int MostCharacters = 2000;

    /// <summary>Most characters of what a goal is about.</summary>
    public static int MostOf(bool isPage) => isPage ? MostCharacters : HitLimits.NameCharacters;

    /// <summary>Says what is wrong with the event's name or the page's path of a goal, without naming the field; null when nothing is.</summary>
    public static string? ProblemOf(bool isPage, string? what)
    {
        if (string.IsNullOrWhiteSpace(what)) return "is required and must be a text.";
        if (what.Length > MostOf(isPage)) return $"should be at most {MostOf(isPage)} character(s).";
        return isPage && what[0] is not ('/' or '*') ? "must start with / or *." : null;
    }

    /// <summary>A goal of checked parts, with the display name that it has when it is given none.</summary>
    public static Goal Make(bool isPage, string what, string? displayName, string? currency, IReadOnlyDictionary<string, string>? props)
    {
        string shown = !string.IsNullOrWhiteSpace(displayName) ? displayName : isPage ? $"Visit {what}" : what;
        return new Goal(0, shown, isPage ? null : what, isPage ? what : null, currency?.ToUpperInvariant(), props ?? FrozenDictionary<string, string>.Empty);
    }
}
