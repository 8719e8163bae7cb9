using System.Net;
using System.Net.Sockets;
using System.Text;

namespace GaOrleans.Portal.Browser.Sharing;

/// <summary>A page of another origin that shows an address in a frame.</summary>
internal sealed class EmbeddingPage : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly byte[] _html;

    /// <summary>Starts to serve it.</summary>
    /// <param name="port">Where.</param>
    /// <param name="address">The address shown.</param>
    /// <param name="service">The service whose script gives the frame its height.</param>
    public EmbeddingPage(int port, string address, string service)
    {
        Origin = $"http://localhost:{port}";
        _html = Encoding.UTF8.GetBytes($"<!doctype html><title>Intranet</title><iframe src=\"{WebUtility.HtmlEncode(address)}\" width=\"900\" height=\"700\"></iframe><script src=\"{service}/_portal/frame.js\" async></script>");
        _listener.Prefixes.Add(Origin + "/");
        _listener.Start();
        _ = ServeAsync();
    }

    /// <summary>Its origin.</summary>
    public string Origin { get; }

    /// <summary>A port that is free now.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <inheritdoc/>
    public void Dispose() => _listener.Close();

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                HttpListenerContext http = await _listener.GetContextAsync();
                http.Response.ContentType = "text/html";
                await http.Response.OutputStream.WriteAsync(_html);
                http.Response.Close();
            }
        }
        catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
        {
            // The test is over.
            return;
        }
    }
}
