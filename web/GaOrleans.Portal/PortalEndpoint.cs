namespace GaOrleans.Portal;

/// <summary>Marks every endpoint of the portal: pages, their scripts, the hub, and what forms are posted to. Endpoints without it belong to the API.</summary>
public sealed class PortalEndpoint;
