using GaOrleans.Core.Buckets;

namespace GaOrleans.Embedded.Tests.Workers;

public sealed class SymbolTests
{
    [Fact]
    public async Task ReadAsync_KeepsTheSymbolsOfAReport_WhenTheSiteGetsNewOnes()
    {
        await using var fixture = new EngineFixture(options => options with { Workers = options.Workers with { SymbolBytes = 1 } });
        const long First = EngineFixture.Hour, Second = First + 3600, End = Second + 3600;
        await fixture.SendAsync(EngineFixture.Hit(1), EngineFixture.Hit(2, hour: Second));
        IReadOnlyList<BucketView> first = await fixture.Engine.Reader.ReadAsync(1, First, Second, CancellationToken.None);
        _ = first[0].Codes(Column.Page);
        IReadOnlyList<BucketView> other = await fixture.Engine.Reader.ReadAsync(1, Second, End, CancellationToken.None);
        IReadOnlyList<BucketView> second = await fixture.Engine.Reader.ReadAsync(1, Second, End, first[0].Symbols, CancellationToken.None);
        Assert.NotSame(first[0].Symbols, other[0].Symbols);
        Assert.Same(first[0].Symbols, second[0].Symbols);
    }
}
