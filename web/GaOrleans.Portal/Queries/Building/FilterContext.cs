using GaOrleans.Engine.Configuration;
using GaOrleans.Portal.Queries.Drafts;

namespace GaOrleans.Portal.Queries.Building;

/// <summary>What the editor of conditions needs of the page around it; cascaded.</summary>
/// <param name="Site">The site whose values are suggested.</param>
/// <param name="Range">The range of the report, within which values are looked for.</param>
/// <param name="Goals">Names of the site's goals.</param>
/// <param name="Segments">Its segments, by number.</param>
/// <param name="MayViewAsync">Asks anew whether the user may see the site: before each look into its data, since the right may be gone by then.</param>
public sealed record FilterContext(Site Site, DraftRange Range, IReadOnlyList<string> Goals, IReadOnlyList<(long Id, string Name)> Segments, Func<ValueTask<bool>> MayViewAsync)
{
    /// <summary>Makes the context of a site.</summary>
    public static FilterContext Of(Site site, DraftRange range, IConfigurationStore configuration, Func<ValueTask<bool>> mayViewAsync) => new(
        site, range,
        [.. configuration.GoalsOf(site.Id).Select(goal => goal.DisplayName)],
        [.. configuration.DocumentsOf(site.Id, DocumentKind.Segment).Select(segment => (segment.Id, segment.Name))],
        mayViewAsync);
}
