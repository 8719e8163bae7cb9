using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace GaOrleans.Portal.Accounts;

/// <summary>
/// The address of the portal for links in mails. Never that of the request: whoever asks for a reset in another's name would choose where the link
/// leads, and with it who gets the token.
/// </summary>
internal sealed class PublicAddress(PortalOptions options, IServer server)
{
    private static readonly string[] AnyHosts = ["[::]", "0.0.0.0", "*", "+"];

    /// <summary>A link to a path of the portal.</summary>
    public string LinkTo(string path) => Root() + path;

    private string Root()
    {
        if (!string.IsNullOrEmpty(options.PublicUrl)) return options.PublicUrl.TrimEnd('/');
        string listening = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? "http://localhost";
        foreach (string any in AnyHosts) listening = listening.Replace($"//{any}:", "//localhost:", StringComparison.Ordinal);
        return listening.TrimEnd('/');
    }
}
