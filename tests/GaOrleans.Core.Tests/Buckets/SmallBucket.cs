using GaOrleans.Core.Hits;
using GaOrleans.Core.Sites;

namespace GaOrleans.Core.Tests.Buckets;

/// <summary>The small bucket that the memory and storage targets are stated for: five hits of two visitors of a small site.</summary>
internal static class SmallBucket
{
    private static readonly ClientInfo Desktop = new("DE", "DE-BY", "Munich", "Desktop", "Chrome", "130.0", "Windows", "10.0");
    private static readonly ClientInfo Phone = new("US", "US-CA", "San Francisco", "Mobile", "Safari", "18.1", "iOS", "18.1");
    private static readonly OriginInfo Search = new("Google", "www.google.com", "Organic Search");

    public static BucketKey Key => new(12_345, RandomHits.Hour, 0);

    public static Hit[] Hits { get; } =
    [
        At(61_205, 0x8F3A_77C1_20D9_B64E, "/products/item-1042", Desktop, Search),
        At(98_411, 0x8F3A_77C1_20D9_B64E, "/products/item-2207", Desktop, new OriginInfo()),
        At(151_090, 0x8F3A_77C1_20D9_B64E, "/checkout/cart", Desktop, new OriginInfo()),
        At(1_722_333, 0x17E5_09AB_4CD2_3391, "/blog/summer-sale", Phone, new OriginInfo()),
        At(1_799_648, 0x17E5_09AB_4CD2_3391, "/products/item-1042", Phone, new OriginInfo()),
    ];

    private static Hit At(int ms, ulong visitor, string page, ClientInfo client, OriginInfo origin) => new()
    {
        Site = Key.Site, Hour = Key.Hour, TimeMs = (Key.Hour * 1000) + ms, Visitor = visitor, Page = page, Hostname = "www.example-shop.com",
        Client = client, Origin = origin,
    };
}
