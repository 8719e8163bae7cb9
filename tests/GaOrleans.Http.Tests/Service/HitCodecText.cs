using System.Text;
using GaOrleans.Core.Hits;

namespace GaOrleans.Http.Tests.Service;

/// <summary>A hit as an ordinary object.</summary>
internal static class HitCodecText
{
    public static Hit Of(in HitFields hit) => new()
    {
        Site = hit.Site,
        Hour = hit.Hour,
        Shard = hit.Shard,
        TimeMs = hit.TimeMs,
        ReceivedMs = hit.ReceivedMs,
        Visitor = hit.Visitor,
        EventId = hit.EventId,
        Drop = hit.Drop,
        ParserVersion = hit.ParserVersion,
        Interactive = hit.Interactive,
        Name = Encoding.UTF8.GetString(hit.Name),
        Page = Encoding.UTF8.GetString(hit.Page),
        Hostname = Encoding.UTF8.GetString(hit.Hostname),
        Client = ClientSection.Read(hit.Client),
        Origin = OriginSection.Read(hit.Origin),
        Props = PropsSection.Read(hit.Props),
        Revenue = hit.Currency == 0 ? null : new Revenue(hit.RevenueMilli, CurrencyOf(hit.Currency)),
        EngagementMs = hit.EngagementMs < 0 ? null : hit.EngagementMs,
        ScrollDepth = hit.ScrollDepth < 0 ? null : hit.ScrollDepth,
    };

    private static string CurrencyOf(uint code) => new([(char)(code >> 16), (char)((code >> 8) & 0xFF), (char)(code & 0xFF)]);
}
