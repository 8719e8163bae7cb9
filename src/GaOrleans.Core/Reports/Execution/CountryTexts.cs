namespace GaOrleans.Core.Reports.Execution;

/// <summary>English names of countries for reports.</summary>
internal static class CountryTexts
{
    /// <summary>The name of a country; the code itself when it has none.</summary>
    public static string NameOf(string code) => code;
}
