using System.Net;
using Microsoft.AspNetCore.Http;

namespace GaOrleans.Engine.Collecting;

/// <summary>
/// Tells from which network address a request comes, for limits and logs: of the addresses that proxies noted, the last that is none of our proxies. A client
/// can put others before it, never behind it. Null where there is none, as behind a Unix socket.
/// </summary>
public delegate IPAddress? ClientAddressOf(HttpContext http);
