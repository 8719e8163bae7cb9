using GaOrleans.Http.Api;
using Microsoft.AspNetCore.Http;

namespace GaOrleans.Http.Operations;

/// <summary>Says what is wrong with requests that no endpoint took: an address that does not exist, or a method that it does not know.</summary>
internal static class UnansweredRequests
{
    /// <summary>Writes the body of an answer that has a status only.</summary>
    public static Task ExplainAsync(HttpContext http)
    {
        int status = http.Response.StatusCode;
        return ApiErrors.WriteAsync(http, status, status switch
        {
            StatusCodes.Status404NotFound => "There is nothing at this address; /openapi/v1.json lists what there is.",
            StatusCodes.Status405MethodNotAllowed => $"The method {http.Request.Method} is not answered here, but {http.Response.Headers.Allow} is.",
            _ => $"The request was refused with status {status}.",
        });
    }
}
