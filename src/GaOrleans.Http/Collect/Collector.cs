using System.Net;
using System.Text;
using GaOrleans.Core.Enrichment;
using GaOrleans.Core.Hits;
using GaOrleans.Engine.Collecting;
using GaOrleans.Engine.Configuration;
using GaOrleans.Engine.Operations;
using GaOrleans.Engine.Quotas;
using GaOrleans.Http.Api;

namespace GaOrleans.Http.Collect;

/// <summary>Turns the JSON of one event into encoded hits, one for each site that it is counted for, and adds them to the request's frame.</summary>
internal sealed class Collector(IConfigurationStore configuration, HitAssembler assembler, DroppedHits drops, HitQuotas quotas)
{
    /// <summary>Reads, checks and adds an event.</summary>
    public EventVerdict Add(CollectScratch scratch, ReadOnlySpan<byte> json, in EventContext context)
    {
        scratch.Errors.Clear();
        scratch.Texts.Rewind();
        var fields = new EventFields();
        if (!EventReader.TryRead(json, context.Batch, scratch.Texts, scratch.Errors, ref fields)) return default;
        if (fields.SentAtMs == EventFields.NoTime) fields.SentAtMs = context.SentAtMs;
        ReadOnlySpan<byte> domains = !fields.Domains.IsEmpty ? fields.Domains : !context.Site.IsEmpty ? context.Site : Utf8Text.HostOf(fields.Url);
        if (domains.IsEmpty) scratch.Errors.Add(context.Batch ? "site" : "domain", "is required");
        if (domains.Count((byte)',') >= CollectLimits.Domains) scratch.Errors.Add("domain", $"should have at most {CollectLimits.Domains} name(s)");
        IPAddress? told = AddressOf(fields);
        if (context.Batch) CheckPrivileges(fields, told, context.ServerKey, scratch.Errors);
        if (scratch.Errors.Any) return default;
        return AddToSites(scratch, json, context, fields, domains, told);
    }

    private EventVerdict AddToSites(CollectScratch scratch, ReadOnlySpan<byte> json, in EventContext context, in EventFields fields,
        ReadOnlySpan<byte> domains, IPAddress? told)
    {
        RawHit raw = Raw(scratch.Facts, fields, context);
        if (context.Batch && told is not null && told.TryFormat(scratch.Texts.Free, out int size)) raw.Address = scratch.Texts.Take(size);
        int counted = 0, dropped = 0, hitsBefore = scratch.Frame.Hits;
        DropReason reason = DropReason.None;
        foreach (Range part in domains.Split((byte)','))
        {
            ReadOnlySpan<byte> domain = domains[part].Trim((byte)' ');
            if (domain.IsEmpty || IsNamedBefore(domains[..part.Start], domain)) continue;
            DropReason verdict = AddToSite(scratch, scratch.Frame.Hits == hitsBefore ? json : default, context, fields, domain, told, ref raw);
            if (verdict == DropReason.None)
            {
                counted++;
                continue;
            }

            dropped++;
            reason = verdict;
            drops.Add(verdict, scratch.Facts.ReceivedMs, domain, fields.Url, raw.UserAgent);
        }

        if (counted + dropped > 0) return new EventVerdict(Valid: true, counted, dropped, reason);
        scratch.Errors.Add(context.Batch ? "site" : "domain", "is required");
        return default;
    }

    // A list that names a site twice does not count the event twice.
    private static bool IsNamedBefore(ReadOnlySpan<byte> before, ReadOnlySpan<byte> domain)
    {
        foreach (Range part in before.Split((byte)','))
        {
            if (Ascii.EqualsIgnoreCase(DomainName.WithoutWww(before[part].Trim((byte)' ')), DomainName.WithoutWww(domain))) return true;
        }

        return false;
    }

    private DropReason AddToSite(CollectScratch scratch, ReadOnlySpan<byte> json, in EventContext context, in EventFields fields,
        ReadOnlySpan<byte> domain, IPAddress? told, scoped ref RawHit raw)
    {
        Site? site = configuration.FindSite(domain);
        if (site is null) return DropReason.UnknownSite;
        bool trusted = context.ServerKey is not null && Access.Reaches(context.ServerKey, site);
        if (context is { Batch: true, ServerKey: not null } && !trusted) return DropReason.UnknownSite;
        if (site.Blocked || configuration.FindMerchant(site.MerchantId) is not { Suspended: false }) return DropReason.Blocked;
        if (!ClientClock.TrySettle(fields, raw.ReceivedMs, trusted, out raw.TimeMs)) return DropReason.TimeOutOfRange;
        MerchantHits used = quotas.Of(site.MerchantId);
        if (used.IsUsedUp)
        {
            used.Refuse();
            return DropReason.OverQuota;
        }

        AssembledHit hit = assembler.Assemble(raw, site, scratch.Hit);
        if (hit.Length == 0) throw new InvalidOperationException("cannot encode a hit: it is larger than the limits of its fields allow");
        Span<byte> network = stackalloc byte[64];
        ReadOnlySpan<byte> instead = fields.AddressEnd > 0 && !json.IsEmpty ? TruncatedJson(told, network) : default;
        scratch.Frame.Add(scratch.Hit.AsSpan(0, hit.Length), json, json.IsEmpty ? 0..0 : fields.AddressStart..fields.AddressEnd, instead);
        if (hit.Drop == DropReason.None && !fields.Name.SequenceEqual("engagement"u8)) scratch.Used.Add(used);
        return hit.Drop;
    }

    private static RawHit Raw(RequestFacts facts, in EventFields fields, in EventContext context)
    {
        // User agent and hints of the request are the visitor's own, unless a server speaks for the visitor.
        bool own = fields.UserAgent.IsEmpty && !(context.Batch && context.ServerKey is not null);
        return new RawHit
        {
            ReceivedMs = facts.ReceivedMs,
            Name = fields.Name,
            Url = fields.Url,
            Referrer = fields.Referrer,
            UserAgent = own ? facts.UserAgent : fields.UserAgent,
            HintBrands = own ? facts.Brands : default,
            HintPlatform = own ? facts.Platform : default,
            HintPlatformVersion = own ? facts.PlatformVersion : default,
            HintMobile = own ? facts.Mobile : default,
            Vouched = context is { Batch: true, ServerKey: not null },
            Prefetch = facts.Prefetch,
            Address = facts.Address,
            VisitorId = fields.VisitorId,
            EventId = fields.EventId,
            HashMode = fields.HashMode,
            Props = fields.Props,
            Country = fields.Country,
            Region = fields.Region,
            City = fields.City,
            RevenueMilli = fields.RevenueMilli,
            Currency = fields.Currency,
            EngagementMs = fields.EngagementMs,
            ScrollDepth = fields.ScrollDepth,
            Interactive = fields.Interactive,
        };
    }

    private static IPAddress? AddressOf(in EventFields fields)
    {
        if (fields.Address.IsEmpty || fields.Address.Length > 64) return null;
        Span<char> text = stackalloc char[64];
        Encoding.UTF8.TryGetChars(fields.Address, text, out int size);
        return ClientAddress.Parse(text[..size]);
    }

    // A JSON text; null where what stood there was no address.
    private static ReadOnlySpan<byte> TruncatedJson(IPAddress? address, Span<byte> to)
    {
        if (address is null) return "null"u8;
        to[0] = (byte)'"';
        int size = ClientAddress.WriteTruncated(address, to[1..]);
        to[size + 1] = (byte)'"';
        return to[..(size + 2)];
    }

    private static void CheckPrivileges(in EventFields fields, IPAddress? told, ApiKey? key, FieldErrors errors)
    {
        if (fields.AddressEnd > 0 && told is null) errors.Add("ip", "must be an IPv4 or IPv6 address");
        if (key is not null) return;
        const string Needed = "needs a server key (Authorization: Bearer, scope ingest)";
        if (fields.AddressEnd > 0) errors.Add("ip", Needed);
        if (!fields.UserAgent.IsEmpty) errors.Add("user_agent", Needed);
        if (!fields.VisitorId.IsEmpty) errors.Add("visitor_id", Needed);
        if (!fields.Country.IsEmpty) errors.Add("country", Needed);
        if (!fields.Region.IsEmpty) errors.Add("region", Needed);
        if (!fields.City.IsEmpty) errors.Add("city", Needed);
    }
}
