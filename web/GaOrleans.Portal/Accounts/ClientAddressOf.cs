using System.Net;
using Microsoft.AspNetCore.Http;

namespace GaOrleans.Portal.Accounts;

/// <summary>Tells the client's network address; a host behind proxies registers one that reads their headers. Without, it is that of the connection.</summary>
public delegate IPAddress? ClientAddressOf(HttpContext http);
