using System.Text;
using GaOrleans.Core.Encoding;

namespace GaOrleans.Core.Enrichment;

/// <summary>
/// All that decides where a hit came from, still as sent: what <see cref="OriginResolver"/> calculates with. Of a click id only its kind matters,
/// so that visits from the same advertisement are equal.
/// </summary>
public ref struct OriginInput
{
    /// <summary>Whether the referrer is an Android app and <see cref="ReferrerHost"/> its package.</summary>
    public bool FromApp;

    /// <summary>Host of the referrer without <c>www.</c>; empty when there is none or it is the site itself.</summary>
    public ReadOnlySpan<byte> ReferrerHost;

    /// <summary>Path of the referrer.</summary>
    public ReadOnlySpan<byte> ReferrerPath;

    /// <summary>utm_medium, percent-encoded.</summary>
    public ReadOnlySpan<byte> Medium;

    /// <summary>utm_source, percent-encoded.</summary>
    public ReadOnlySpan<byte> Source;

    /// <summary>utm_campaign, percent-encoded.</summary>
    public ReadOnlySpan<byte> Campaign;

    /// <summary>utm_content, percent-encoded.</summary>
    public ReadOnlySpan<byte> Content;

    /// <summary>utm_term, percent-encoded.</summary>
    public ReadOnlySpan<byte> Term;

    /// <summary><c>source</c> or, failing that, <c>ref</c>: names the source where utm_source does not, percent-encoded.</summary>
    public ReadOnlySpan<byte> OtherSource;

    /// <summary>The first click id.</summary>
    public ClickId Click;

    /// <summary>Whether nothing was sent at all.</summary>
    public readonly bool IsEmpty => ReferrerHost.IsEmpty && Click == ClickId.None && Medium.IsEmpty && Source.IsEmpty && Campaign.IsEmpty
        && Content.IsEmpty && Term.IsEmpty && OtherSource.IsEmpty;

    /// <summary>Bytes that <see cref="WriteKey"/> takes at most.</summary>
    public readonly int KeySizeMost => 64 + ReferrerHost.Length + ReferrerPath.Length + Medium.Length + Source.Length + Campaign.Length
        + Content.Length + Term.Length + OtherSource.Length;

    /// <summary>Takes the tags and click ids of a page's query; the first of each counts.</summary>
    public void ReadQuery(ReadOnlySpan<byte> query)
    {
        var parameters = new QueryReader(query);
        bool sourceSeen = false;
        while (parameters.Next(out ReadOnlySpan<byte> key, out ReadOnlySpan<byte> value))
        {
            if (value.IsEmpty || key.Length is < 3 or > 12) continue;
            if (key.Length > 4 && Ascii.EqualsIgnoreCase(key[..4], "utm_"u8)) TakeTag(key[4..], value);
            else if (Ascii.EqualsIgnoreCase(key, "source"u8)) Take(value, ref OtherSource, ref sourceSeen);
            else if (!sourceSeen && OtherSource.IsEmpty && Ascii.EqualsIgnoreCase(key, "ref"u8)) OtherSource = value;
            else if (Click == ClickId.None) Click = ClickIds.Of(key);
        }
    }

    /// <summary>Writes everything, so that equal bytes mean equal input.</summary>
    public readonly void WriteKey(ref ByteWriter to)
    {
        to.Byte((byte)((int)Click << 1 | (FromApp ? 1 : 0)));
        to.Blob(ReferrerHost);
        to.Blob(ReferrerPath);
        to.Blob(Medium);
        to.Blob(Source);
        to.Blob(Campaign);
        to.Blob(Content);
        to.Blob(Term);
        to.Blob(OtherSource);
    }

    private static void Take(ReadOnlySpan<byte> value, ref ReadOnlySpan<byte> field, ref bool seen)
    {
        if (!seen) field = value;
        seen = true;
    }

    private void TakeTag(ReadOnlySpan<byte> tag, ReadOnlySpan<byte> value)
    {
        if (Medium.IsEmpty && Ascii.EqualsIgnoreCase(tag, "medium"u8)) Medium = value;
        else if (Source.IsEmpty && Ascii.EqualsIgnoreCase(tag, "source"u8)) Source = value;
        else if (Campaign.IsEmpty && Ascii.EqualsIgnoreCase(tag, "campaign"u8)) Campaign = value;
        else if (Content.IsEmpty && Ascii.EqualsIgnoreCase(tag, "content"u8)) Content = value;
        else if (Term.IsEmpty && Ascii.EqualsIgnoreCase(tag, "term"u8)) Term = value;
    }
}
