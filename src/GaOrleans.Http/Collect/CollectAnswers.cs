using System.Buffers;
using GaOrleans.Engine.Collecting;
using Microsoft.AspNetCore.Http;

namespace GaOrleans.Http.Collect;

/// <summary>The answers of the collector. All may be read by pages of any origin.</summary>
internal static class CollectAnswers
{
    private const string PlainText = "text/plain; charset=utf-8";
    private const string Json = "application/json; charset=utf-8";
    private const string PreflightSeconds = "86400";

    /// <summary>202 <c>ok</c>, with the number of hits that do not count.</summary>
    public static void Ok(HttpContext http, int dropped)
    {
        if (dropped > 0) http.Response.Headers["x-plausible-dropped"] = dropped.ToString();
        Write(http, StatusCodes.Status202Accepted, PlainText, "ok"u8);
    }

    /// <summary>A JSON body.</summary>
    public static void JsonBody(HttpContext http, int status, ReadOnlySpan<byte> body) => Write(http, status, Json, body);

    /// <summary>The errors of one event or of a whole request.</summary>
    public static void Errors(HttpContext http, int status, FieldErrors errors) => JsonBody(http, status, errors.ToJson());

    /// <summary>One error of a whole request.</summary>
    public static void Error(HttpContext http, int status, string field, string what)
    {
        var errors = new FieldErrors();
        errors.Add(field, what);
        Errors(http, status, errors);
    }

    /// <summary>What was wrong with a body that could not be read.</summary>
    public static void BadBody(HttpContext http, BodyStatus status, int limitBytes)
    {
        switch (status)
        {
            case BodyStatus.TooLarge:
                Error(http, StatusCodes.Status413PayloadTooLarge, "body", $"is larger than {limitBytes} bytes");
                break;
            case BodyStatus.UnknownEncoding:
                Error(http, StatusCodes.Status415UnsupportedMediaType, "body", "has a Content-Encoding other than gzip");
                break;
            case BodyStatus.NotGzip:
                Error(http, StatusCodes.Status400BadRequest, "body", "is not gzip, or is cut off, though its Content-Encoding says gzip");
                break;
            default:
                Error(http, StatusCodes.Status400BadRequest, "body", "did not arrive whole");
                break;
        }
    }

    /// <summary>Nothing was stored; the client shall send it again.</summary>
    public static void NotStored(HttpContext http, SinkAnswer answer)
    {
        bool overloaded = answer.Status == SinkStatus.Overloaded;
        http.Response.Headers.RetryAfter = Math.Max(1, answer.RetryAfterSeconds).ToString();
        if (overloaded) Error(http, StatusCodes.Status429TooManyRequests, "service", "is overloaded; send it again later");
        else Error(http, StatusCodes.Status503ServiceUnavailable, "service", "cannot store events at the moment; send it again later");
    }

    /// <summary>Nothing was stored: the merchant has sent as many hits this month as it may.</summary>
    public static void OverQuota(HttpContext http, int retryAfterSeconds)
    {
        http.Response.Headers.RetryAfter = retryAfterSeconds.ToString();
        Error(http, StatusCodes.Status429TooManyRequests, "site", "has used up its hits of this month");
    }

    /// <summary>The answer to a browser that asks whether it may post.</summary>
    public static Task Preflight(HttpContext http)
    {
        IHeaderDictionary headers = http.Response.Headers;
        AllowAnyOrigin(headers);
        headers.AccessControlAllowMethods = "GET, POST, OPTIONS";
        headers.AccessControlAllowHeaders = "Content-Type, Content-Encoding, Authorization, X-Requested-With, X-Plausible-IP";
        headers.AccessControlMaxAge = PreflightSeconds;
        http.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    /// <summary>Writes an answer in one piece.</summary>
    public static void Write(HttpContext http, int status, string contentType, ReadOnlySpan<byte> body)
    {
        HttpResponse response = http.Response;
        response.StatusCode = status;
        response.ContentType = contentType;
        response.ContentLength = body.Length;
        AllowAnyOrigin(response.Headers);
        response.Headers.XContentTypeOptions = "nosniff";
        response.BodyWriter.Write(body);
    }

    private static void AllowAnyOrigin(IHeaderDictionary headers)
    {
        headers.AccessControlAllowOrigin = "*";
        headers.AccessControlExposeHeaders = "x-plausible-dropped, Retry-After";
    }
}
