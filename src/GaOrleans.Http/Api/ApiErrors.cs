using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace GaOrleans.Http.Api;

/// <summary>Errors of the reports and configuration interface.</summary>
internal static class ApiErrors
{
    /// <summary>Answers <c>{"error":"..."}</c>.</summary>
    public static Task WriteAsync(HttpContext http, int status, string what)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("error", what);
            json.WriteEndObject();
        }

        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json; charset=utf-8";
        http.Response.ContentLength = buffer.WrittenCount;
        http.Response.Headers.CacheControl = "no-store";
        if (status == StatusCodes.Status401Unauthorized) http.Response.Headers.WWWAuthenticate = "Bearer";
        return http.Response.Body.WriteAsync(buffer.WrittenMemory, http.RequestAborted).AsTask();
    }
}
