using Microsoft.Extensions.Configuration;

namespace GaOrleans.Hosting;

/// <summary>
/// Binds sections of the settings: from appsettings.json in the working folder and from the environment (<c>Http__RequestsPerSecond=500</c>),
/// each to the options of its part.
/// </summary>
public static class Sections
{
    /// <summary>Fills options from a section. What the section holds and the options do not know is refused.</summary>
    /// <exception cref="InvalidOperationException">A value or a name is wrong; the message says which.</exception>
    public static T Bind<T>(IConfiguration configuration, string section, T options) where T : class
    {
        configuration.GetSection(section).Bind(options, binder => binder.ErrorOnUnknownConfiguration = true);
        return options;
    }
}
