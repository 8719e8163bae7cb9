using System.Text;

namespace GaOrleans.Core.Enrichment;

/// <summary>The click ids and what each says where tags are missing: the source, and for ids that only advertisements carry a medium.</summary>
internal static class ClickIds
{
    private static readonly ClickIdRule[] Rules =
    [
        new("", "", Paid: false),
        new("gclid", "Google", Paid: true),
        new("gbraid", "Google", Paid: true),
        new("wbraid", "Google", Paid: true),
        new("dclid", "Google", Paid: true),
        new("msclkid", "Bing", Paid: true),
        new("fbclid", "Facebook", Paid: false),
        new("ttclid", "TikTok", Paid: true),
        new("twclid", "Twitter", Paid: true),
        new("li_fat_id", "LinkedIn", Paid: true),
        new("yclid", "Yandex", Paid: true),
        new("sccid", "Snapchat", Paid: true),
        new("rdt_cid", "Reddit", Paid: true),
        new("epik", "Pinterest", Paid: true),
        new("igshid", "Instagram", Paid: false),
    ];

    /// <summary>The rule of an id; that of <see cref="ClickId.None"/> is empty.</summary>
    public static ClickIdRule RuleOf(ClickId id) => Rules[(int)id];

    /// <summary>The id that a query's parameter names.</summary>
    public static ClickId Of(ReadOnlySpan<byte> key)
    {
        for (int i = 1; i < Rules.Length; i++)
        {
            if (key.Length == Rules[i].Parameter.Length && Ascii.EqualsIgnoreCase(key, Rules[i].Parameter)) return (ClickId)i;
        }

        return ClickId.None;
    }
}
