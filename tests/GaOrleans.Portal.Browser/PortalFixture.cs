namespace GaOrleans.Portal.Browser;

/// <summary>The real service for all tests of the collection.</summary>
public sealed class PortalFixture : IAsyncLifetime
{
    private PortalProcess? _service;

    /// <summary>The running service.</summary>
    internal PortalProcess Service => _service ?? throw new InvalidOperationException("There is no Chromium on this machine, so no service was started.");

    /// <inheritdoc />
    public async Task InitializeAsync()
    {
        if (Chromium.Path is not null) _service = await PortalProcess.StartAsync();
    }

    /// <inheritdoc />
    public async Task DisposeAsync()
    {
        if (_service is not null) await _service.DisposeAsync();
    }
}
