using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using GaOrleans.Engine.Configuration;
using GaOrleans.Http.Api;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing;
using Microsoft.OpenApi;

namespace GaOrleans.Http.Operations;

/// <summary>Fills the OpenAPI document from the <see cref="RouteInfo"/> of the endpoints, so that it cannot forget one.</summary>
internal sealed partial class OpenApiDocumentFiller(EndpointDataSource endpoints) : IOpenApiDocumentTransformer
{
    private const string Scheme = "key";

    /// <inheritdoc/>
    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo
        {
            Title = "GaOrleans",
            Version = "v1",
            Description = "Collects hits of web sites and answers reports about them. Errors of the collector are {\"errors\":{field:[what]}}, all others {\"error\":what}.",
        };
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal);
        document.Components.SecuritySchemes[Scheme] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            Description = "A key. Its scopes (ingest, read, manage, staff) and the merchant or site that it belongs to decide what it may do.",
        };
        foreach (RouteEndpoint endpoint in endpoints.Endpoints.OfType<RouteEndpoint>())
        {
            if (endpoint.Metadata.GetMetadata<RouteInfo>() is { } info) Add(document, endpoint, info);
        }

        return Task.CompletedTask;
    }

    private static void Add(OpenApiDocument document, RouteEndpoint endpoint, RouteInfo info)
    {
        string path = "/" + endpoint.RoutePattern.RawText!.TrimStart('/');
        if (!document.Paths.TryGetValue(path, out IOpenApiPathItem? known)) document.Paths[path] = known = new OpenApiPathItem();
        var item = (OpenApiPathItem)known;
        foreach (string method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? [])
        {
            if (method != HttpMethods.Head) item.AddOperation(HttpMethod.Parse(method), Operation(document, path, info));
        }
    }

    private static OpenApiOperation Operation(OpenApiDocument document, string path, RouteInfo info)
    {
        var operation = new OpenApiOperation
        {
            Summary = info.Summary,
            Description = info.Scope == KeyScopes.None ? "Everyone may call it." : $"Needs a key with the scope {info.Scope.ToString().ToLowerInvariant()}.",
            Tags = new HashSet<OpenApiTagReference> { new(info.Tag, document) },
            Responses = new OpenApiResponses { [info.Answer[..3]] = new OpenApiResponse { Description = info.Answer } },
            Parameters = [.. Parameters(path, info)],
        };
        foreach ((string status, string why) in OpenApiRefusals.Of(path, info)) operation.Responses[status] = Refusal(why, info);
        var withKey = new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Scheme, document)] = [] };
        if (info.Scope != KeyScopes.None) operation.Security = [withKey];
        // An empty requirement beside it says that the key may be left out.
        else if (info.Collects) operation.Security = [[], withKey];
        if (info.Body is null) return operation;
        operation.RequestBody = new OpenApiRequestBody
        {
            Required = true,
            Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
            {
                ["application/json"] = new OpenApiMediaType { Example = JsonNode.Parse(info.Body), Schema = new OpenApiSchema { Type = JsonSchemaType.Object } },
            },
        };
        return operation;
    }

    private static OpenApiResponse Refusal(string why, RouteInfo info)
    {
        string example = info.Collects ? """{"errors":{"url":["is required"]}}""" : """{"error":"what is wrong"}""";
        return new OpenApiResponse
        {
            Description = why,
            Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
            {
                ["application/json"] = new OpenApiMediaType { Example = JsonNode.Parse(example), Schema = new OpenApiSchema { Type = JsonSchemaType.Object } },
            },
        };
    }

    private static IEnumerable<IOpenApiParameter> Parameters(string path, RouteInfo info)
    {
        foreach (string name in info.Query ?? [])
        {
            yield return new OpenApiParameter { Name = name, In = ParameterLocation.Query, Schema = new OpenApiSchema { Type = JsonSchemaType.String } };
        }

        foreach (Match match in RouteParameter().Matches(path))
        {
            yield return new OpenApiParameter
            {
                Name = match.Groups["name"].Value,
                In = ParameterLocation.Path,
                Required = true,
                Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            };
        }
    }

    [GeneratedRegex(@"\{(?<name>\w+)\}", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex RouteParameter();
}
