using System.Text;
using GaOrleans.Core.Encoding;
using GaOrleans.Core.Enrichment;
using GaOrleans.Core.Hits;
using GaOrleans.Core.Sites;
using GaOrleans.Engine.Configuration;
using GaOrleans.Engine.Sites;

namespace GaOrleans.Engine.Collecting;

/// <summary>
/// Makes a hit of what a client sent: settles everything that is not deterministic and encodes it. Safe for concurrent use; allocates nothing
/// when user agent and origin came before.
/// </summary>
public sealed class HitAssembler
{
    /// <summary>
    /// Version of the parsing and enrichment logic, written into every hit. A new number is needed whenever the same raw hit would be encoded
    /// differently: rules or tables of browsers, systems, devices, bots, sources, channels, spam, the cutting of addresses, or the making of
    /// visitor ids. It tells a replay which hits were made by which rules.
    /// </summary>
    public const ushort ParserVersion = 1;

    private const int CachedClients = 1 << 15, CachedOrigins = 1 << 15, PlaceBytesMost = 256;
    private readonly VisitorIds _visitors;
    private readonly VisitorContinuity _continuity;
    private readonly ISiteShards? _shards;
    private readonly ClientCache _clients;
    private readonly OriginCache _origins;

    /// <summary>Makes an assembler.</summary>
    /// <param name="secret">The service's secret of at least 16 bytes, kept over restarts and the same in all processes; visitor ids depend on it.</param>
    /// <param name="continuity">What keeps visitors' ids over midnight; one a process.</param>
    /// <param name="shards">Splits busy sites; null to split each as it is configured.</param>
    /// <exception cref="ArgumentException">The secret is too short.</exception>
    public HitAssembler(ReadOnlySpan<byte> secret, VisitorContinuity continuity, ISiteShards? shards = null)
    {
        _shards = shards;
        _visitors = new VisitorIds(secret);
        _continuity = continuity;
        ulong seed = _visitors.OfConsented(0, "cache seed"u8);
        _clients = new ClientCache(CachedClients, seed);
        _origins = new OriginCache(CachedOrigins, seed);
    }

    /// <summary>Bytes that are always enough for this hit's encoded form.</summary>
    public static int MaxSize(in RawHit raw) =>
        2048 + raw.Name.Length + (6 * raw.Url.Length) + (6 * raw.Referrer.Length) + raw.Props.Length;

    /// <summary>
    /// Encodes a hit. Its drop reason, in this order: the site is blocked, the request was a prefetch, a program sent it, the referrer is spam.
    /// Never throws, whatever the bytes are.
    /// </summary>
    /// <param name="raw">The hit as sent; its name is not empty and its limits were checked.</param>
    /// <param name="site">Its site.</param>
    /// <param name="destination">Where to; <see cref="MaxSize"/> bytes are enough.</param>
    public AssembledHit Assemble(in RawHit raw, Site site, Span<byte> destination)
    {
        UrlParts page = UrlParts.Of(raw.Url);
        ClientAnswer client = _clients.Of(raw);
        OriginAnswer origin = _origins.Of(page, raw.Referrer, site);
        DropReason drop = DropOf(raw, site, client, origin);
        ulong visitor = VisitorOf(raw, site.Id, counts: drop == DropReason.None);
        ZoneRules zone = Zones.TryFind(site.Timezone, out ZoneRules? rules) ? rules : ZoneRules.Utc;

        HitFields hit = default;
        hit.Site = site.Id;
        hit.Hour = zone.HourStart((long)Math.Floor(raw.TimeMs / 1000.0));
        int shards = _shards is null || drop != DropReason.None ? site.Shards : _shards.ShardsFor(site, hit.Hour, raw.ReceivedMs);
        hit.Shard = shards > 1 ? (int)(visitor % (ulong)shards) : 0;
        hit.TimeMs = raw.TimeMs;
        hit.ReceivedMs = raw.ReceivedMs;
        hit.Visitor = visitor;
        hit.EventId = EventIdOf(raw.EventId);
        hit.Drop = drop;
        hit.ParserVersion = ParserVersion;
        hit.Interactive = raw.Interactive;
        hit.Name = raw.Name;
        hit.Props = raw.Props;
        hit.RevenueMilli = raw.RevenueMilli;
        hit.Currency = raw.Currency;
        hit.EngagementMs = raw.EngagementMs;
        hit.ScrollDepth = raw.ScrollDepth;
        hit.Origin = origin.Section;
        int length = Write(hit, raw, page, client, destination);
        return new AssembledHit(length, drop, hit.Hour, hit.Shard, visitor);
    }

    private static DropReason DropOf(in RawHit raw, Site site, ClientAnswer client, OriginAnswer origin)
    {
        if (site.Blocked) return DropReason.Blocked;
        if (raw.Prefetch) return DropReason.Prefetch;
        if (client.IsBot && !(raw.Vouched && raw.UserAgent.IsEmpty)) return DropReason.Bot;
        return origin.IsSpam ? DropReason.SpamReferrer : DropReason.None;
    }

    private static int Write(scoped HitFields hit, scoped in RawHit raw, scoped in UrlParts page, ClientAnswer client, Span<byte> destination)
    {
        Span<byte> host = stackalloc byte[256];
        ReadOnlySpan<byte> pageHost = UrlParts.WithoutWww(page.Host);
        Ascii.ToLower(pageHost, host, out int lowered);
        hit.Hostname = lowered == pageHost.Length ? host[..lowered] : pageHost;

        // Only hash routing needs room, since there path and fragment need not be neighbours.
        Span<byte> path = raw.HashMode ? stackalloc byte[HitLimits.UrlBytes] : default;
        hit.Page = PageOf(page, path);

        var section = new ByteWriter(stackalloc byte[PlaceBytesMost + client.Section.Length]);
        WritePlace(raw, ref section);
        section.Raw(client.Section);
        hit.Client = section.Written;
        return HitCodec.MaxSize(hit) <= destination.Length ? HitCodec.Write(hit, destination) : 0;
    }

    private static void WritePlace(scoped in RawHit raw, ref ByteWriter to)
    {
        Span<byte> upper = stackalloc byte[2];
        bool known = raw.Country.Length == 2 && Ascii.ToUpper(raw.Country, upper, out _) == System.Buffers.OperationStatus.Done;
        to.Blob(known ? upper : default);
        to.Blob(raw.Region.Length <= 8 ? raw.Region : default);
        to.Blob(raw.City.Length <= 200 ? raw.City : default);
    }

    private static ReadOnlySpan<byte> PageOf(scoped in UrlParts page, Span<byte> fragmentRoom)
    {
        ReadOnlySpan<byte> path = page.Path.IsEmpty ? "/"u8 : page.Path;
        if (path.Length > HitLimits.UrlBytes) path = path[..HitLimits.UrlBytes];
        if (fragmentRoom.IsEmpty || page.Fragment.IsEmpty) return path;
        path.CopyTo(fragmentRoom);
        ReadOnlySpan<byte> fragment = page.Fragment[..Math.Min(page.Fragment.Length, fragmentRoom.Length - path.Length)];
        fragment.CopyTo(fragmentRoom[path.Length..]);
        return fragmentRoom[..(path.Length + fragment.Length)];
    }

    private static ulong EventIdOf(ReadOnlySpan<byte> eventId)
    {
        if (eventId.IsEmpty) return 0;
        ulong hash = Hash64.Of(eventId);
        return hash == 0 ? 1 : hash;
    }

    private ulong VisitorOf(in RawHit raw, int site, bool counts)
    {
        if (!raw.VisitorId.IsEmpty) return _visitors.OfConsented(site, raw.VisitorId);
        long day = VisitorIds.DayOf(raw.TimeMs);
        ulong own = _visitors.OfDay(day, site, raw.Address, raw.UserAgent);
        if (!counts || !_continuity.Concerns(raw.TimeMs)) return own;
        ulong dayBefore = _continuity.IsEmpty ? own : _visitors.OfDay(day - 1, site, raw.Address, raw.UserAgent);
        return _continuity.Continue(raw.TimeMs, raw.ReceivedMs, own, dayBefore);
    }
}
