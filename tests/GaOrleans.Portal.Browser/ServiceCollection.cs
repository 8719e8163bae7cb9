namespace GaOrleans.Portal.Browser;

/// <summary>The tests that do something to a whole service, like ending it, its sessions or its merchants. They have one of their own, and run beside those of <see cref="PortalCollection"/>.</summary>
[CollectionDefinition(Name)]
public sealed class ServiceCollection : ICollectionFixture<BrowserFixture>, ICollectionFixture<PortalFixture>
{
    /// <summary>The collection's name.</summary>
    public const string Name = "service";
}
