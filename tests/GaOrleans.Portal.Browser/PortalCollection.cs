namespace GaOrleans.Portal.Browser;

/// <summary>The tests that each work at sites of their own, and so share a browser and a service. There are two collections and no more: so many run at once.</summary>
[CollectionDefinition(Name)]
public sealed class PortalCollection : ICollectionFixture<BrowserFixture>, ICollectionFixture<PortalFixture>
{
    /// <summary>The collection's name.</summary>
    public const string Name = "portal";
}
