using System.Text;
using GaOrleans.Core.Encoding;
using GaOrleans.Core.Enrichment;

namespace GaOrleans.Engine.Collecting;

/// <summary>Reads user agents and client hints, and remembers those that come again.</summary>
/// <param name="capacity">Answers kept at most.</param>
/// <param name="seed">See <see cref="SectionCache{T}"/>.</param>
internal sealed class ClientCache(int capacity, ulong seed)
{
    private const int SectionBytesMost = 512, HintBytesMost = 512;
    private readonly SectionCache<ClientAnswer> _known = new(capacity, seed);

    /// <summary>What the hit's client is.</summary>
    public ClientAnswer Of(in RawHit raw)
    {
        Span<byte> buffer = stackalloc byte[SectionCache<ClientAnswer>.KeyBytesMost];
        if (raw.UserAgent.Length + raw.HintBrands.Length + raw.HintPlatform.Length + raw.HintPlatformVersion.Length + raw.HintMobile.Length > buffer.Length - 32)
            return Read(raw);
        var key = new ByteWriter(buffer);
        key.Blob(raw.UserAgent);
        key.Blob(raw.HintBrands);
        key.Blob(raw.HintPlatform);
        key.Blob(raw.HintPlatformVersion);
        key.Blob(raw.HintMobile);
        ulong hash = _known.HashOf(key.Written);
        ClientAnswer? answer = _known.Find(hash, key.Written);
        if (answer is not null) return answer;
        answer = Read(raw);
        _known.Add(hash, key.Written, answer);
        return answer;
    }

    private static ClientAnswer Read(in RawHit raw)
    {
        string agent = Text(raw.UserAgent, UserAgents.BytesMost);
        var hints = new ClientHints(Text(raw.HintBrands, HintBytesMost), Text(raw.HintPlatform, HintBytesMost),
            Text(raw.HintPlatformVersion, HintBytesMost), Text(raw.HintMobile, HintBytesMost));
        ClientTraits traits = UserAgents.Parse(agent, hints);
        var section = new ByteWriter(stackalloc byte[SectionBytesMost]);
        section.Text(traits.Device);
        section.Text(traits.Browser);
        section.Text(traits.BrowserVersion);
        section.Text(traits.Os);
        section.Text(traits.OsVersion);
        return new ClientAnswer(section.Written.ToArray(), Bots.IsBot(agent) || Bots.IsBotBrand(hints.Brands));
    }

    private static string Text(ReadOnlySpan<byte> bytes, int most) => Encoding.UTF8.GetString(bytes.Length > most ? bytes[..most] : bytes);
}
