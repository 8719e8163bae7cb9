using GaOrleans.Engine.Configuration;

namespace GaOrleans.Http.Api;

/// <summary>What an endpoint is for and who may call it. Every endpoint carries one: the OpenAPI document and the tests are made from them.</summary>
/// <param name="Tag">The group it belongs to.</param>
/// <param name="Summary">What it does, in one sentence.</param>
/// <param name="Scope">The scope that a key needs; none where no key is needed.</param>
/// <param name="Body">An example of the JSON it takes, or null when it takes none.</param>
/// <param name="Answer">What it answers when all goes well.</param>
/// <param name="Query">Names of the parameters that it reads from the query, or null when it reads none.</param>
/// <param name="Collects">Whether it takes hits: a key of scope ingest may come with them, and they may be too large, too many or not storable.</param>
public sealed record RouteInfo(string Tag, string Summary, KeyScopes Scope = KeyScopes.None, string? Body = null, string Answer = "200",
    IReadOnlyList<string>? Query = null, bool Collects = false);
