using GaOrleans.Core.Enrichment;

namespace GaOrleans.Core.Tests.Enrichment;

public class CountryNamesTests
{
    [Theory]
    [InlineData("DE", "Germany")]
    [InlineData("us", "United States")]
    [InlineData("CI", "Côte d'Ivoire")]
    [InlineData("BQ", "Bonaire, Sint Eustatius and Saba")]
    [InlineData("ZZ", "ZZ")]
    [InlineData("", "")]
    public void NameOf_NamesCountries_OrRepeatsTheCode(string code, string name) => Assert.Equal(name, CountryNames.NameOf(code));

    [Fact]
    public void Codes_AreThoseOfIso3166AndKosovo()
    {
        Assert.Equal(249 + 1, CountryNames.Codes.Count);
        Assert.Equal(CountryNames.Codes.Count, CountryNames.Codes.Select(CountryNames.NameOf).Distinct(StringComparer.Ordinal).Count());
    }
}
