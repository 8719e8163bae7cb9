using System.Net;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace GaOrleans.Http.Collect;

/// <summary>What a request tells beside its body: who sent it and when. Kept as UTF-8 in memory that is used again.</summary>
internal sealed class RequestFacts
{
    private const int AddressBytes = 64;

    private readonly byte[] _userAgent = new byte[CollectLimits.UserAgentBytes];
    private readonly byte[] _brands = new byte[CollectLimits.HintBytes];
    private readonly byte[] _platform = new byte[CollectLimits.HintBytes];
    private readonly byte[] _platformVersion = new byte[CollectLimits.HintBytes];
    private readonly byte[] _mobile = new byte[CollectLimits.HintBytes];
    private readonly byte[] _address = new byte[AddressBytes];
    private readonly byte[] _network = new byte[AddressBytes];
    private int _userAgentSize, _brandsSize, _platformSize, _platformVersionSize, _mobileSize, _addressSize, _networkSize;

    public long ReceivedMs { get; private set; }

    public bool Prefetch { get; private set; }

    public ReadOnlySpan<byte> UserAgent => _userAgent.AsSpan(0, _userAgentSize);

    public ReadOnlySpan<byte> Brands => _brands.AsSpan(0, _brandsSize);

    public ReadOnlySpan<byte> Platform => _platform.AsSpan(0, _platformSize);

    public ReadOnlySpan<byte> PlatformVersion => _platformVersion.AsSpan(0, _platformVersionSize);

    public ReadOnlySpan<byte> Mobile => _mobile.AsSpan(0, _mobileSize);

    /// <summary>The client's whole address, which is never stored.</summary>
    public ReadOnlySpan<byte> Address => _address.AsSpan(0, _addressSize);

    /// <summary>The network of the address, which may be stored.</summary>
    public ReadOnlySpan<byte> Network => _network.AsSpan(0, _networkSize);

    /// <summary>Reads the facts of a request.</summary>
    public void Read(HttpContext http, long receivedMs, IPAddress? address)
    {
        IHeaderDictionary headers = http.Request.Headers;
        ReceivedMs = receivedMs;
        _userAgentSize = Copy(headers.UserAgent, _userAgent);
        StringValues brands = headers["Sec-CH-UA-Full-Version-List"];
        _brandsSize = Copy(brands.Count > 0 ? brands : headers["Sec-CH-UA"], _brands);
        _platformSize = Copy(headers["Sec-CH-UA-Platform"], _platform);
        _platformVersionSize = Copy(headers["Sec-CH-UA-Platform-Version"], _platformVersion);
        _mobileSize = Copy(headers["Sec-CH-UA-Mobile"], _mobile);
        Prefetch = IsPrefetch(headers["Sec-Purpose"]) || IsPrefetch(headers["Purpose"]) || IsPrefetch(headers["X-Purpose"]) || IsPrefetch(headers["X-Moz"]);
        _addressSize = 0;
        _networkSize = 0;
        if (address is null) return;
        address.TryFormat(_address, out _addressSize);
        _networkSize = ClientAddress.WriteTruncated(address, _network);
    }

    /// <summary>Writes what may be stored of the facts into an envelope that has been opened.</summary>
    public void Write(Utf8JsonWriter to)
    {
        to.WriteNumber("received"u8, ReceivedMs);
        if (_networkSize > 0) to.WriteString("address"u8, Network);
        if (_userAgentSize > 0) to.WriteString("user_agent"u8, UserAgent);
        if (_brandsSize > 0) to.WriteString("ch_ua"u8, Brands);
        if (_platformSize > 0) to.WriteString("ch_ua_platform"u8, Platform);
        if (_platformVersionSize > 0) to.WriteString("ch_ua_platform_version"u8, PlatformVersion);
        if (_mobileSize > 0) to.WriteString("ch_ua_mobile"u8, Mobile);
        if (Prefetch) to.WriteBoolean("prefetch"u8, value: true);
    }

    private static int Copy(StringValues header, byte[] to)
    {
        string? text = header.Count == 0 ? null : header[0];
        if (text is null) return 0;
        Utf8.FromUtf16(text, to, out _, out int written);
        return written;
    }

    private static bool IsPrefetch(string? header) =>
        header is not null && (header.Contains("prefetch", StringComparison.OrdinalIgnoreCase) || header.Contains("preview", StringComparison.OrdinalIgnoreCase)
            || header.Contains("prerender", StringComparison.OrdinalIgnoreCase));
}
