using Microsoft.AspNetCore.Http;

namespace GaOrleans.Portal.Shell;

/// <summary>Which pages of others may show a page marked with <see cref="EmbeddableAttribute"/> in a frame.</summary>
internal interface IFrameRules
{
    /// <summary>Their origins; empty when nobody may.</summary>
    IReadOnlyList<string> OriginsOf(HttpContext http);
}
