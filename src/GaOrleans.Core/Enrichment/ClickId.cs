namespace GaOrleans.Core.Enrichment;

/// <summary>Which advertising network's click id an address carries.</summary>
public enum ClickId : byte
{
    /// <summary>None.</summary>
    None,

    /// <summary>Google Ads.</summary>
    Gclid,

    /// <summary>Google Ads, from an app to the web.</summary>
    Gbraid,

    /// <summary>Google Ads, from the web to an app.</summary>
    Wbraid,

    /// <summary>Google Display and Video 360.</summary>
    Dclid,

    /// <summary>Microsoft Advertising.</summary>
    Msclkid,

    /// <summary>Meta; added to unpaid links as well.</summary>
    Fbclid,

    /// <summary>TikTok.</summary>
    Ttclid,

    /// <summary>Twitter.</summary>
    Twclid,

    /// <summary>LinkedIn.</summary>
    LiFatId,

    /// <summary>Yandex Direct.</summary>
    Yclid,

    /// <summary>Snapchat.</summary>
    ScCid,

    /// <summary>Reddit.</summary>
    Rdtcid,

    /// <summary>Pinterest.</summary>
    Epik,

    /// <summary>Instagram; added to shared, unpaid links.</summary>
    Igshid,
}
