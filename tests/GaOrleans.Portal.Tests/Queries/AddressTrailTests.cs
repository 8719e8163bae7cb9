using GaOrleans.Portal.Queries;

namespace GaOrleans.Portal.Tests.Queries;

public sealed class AddressTrailTests
{
    private readonly AddressTrail _trail = new();

    public AddressTrailTests() => Assert.True(_trail.IsNew("start"));

    [Fact]
    public void Address_IsNotNew_WhenThePageWroteIt()
    {
        Assert.True(_trail.TryGo("a"));
        Assert.True(_trail.TryGo("b"));

        Assert.False(_trail.IsNew("a"));
        Assert.False(_trail.IsNew("a"));
        Assert.False(_trail.IsNew("b"));
    }

    [Fact]
    public void Address_IsNew_WhenTheBrowserGoesBack()
    {
        _trail.TryGo("a");
        _trail.TryGo("b");
        _trail.IsNew("b");

        Assert.True(_trail.IsNew("a"));
        Assert.True(_trail.IsNew("start"));
        Assert.True(_trail.TryGo("b"));
        Assert.False(_trail.IsNew("b"));
    }

    [Fact]
    public void Page_DoesNotGoWhereItIs()
    {
        Assert.False(_trail.TryGo("start"));
        Assert.True(_trail.TryGo("a"));
        Assert.False(_trail.TryGo("a"));
        Assert.True(_trail.TryGo("start"));
    }
}
