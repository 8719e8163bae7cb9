namespace GaOrleans.Engine.Notices;

/// <summary>Settings of schedules and alerts, bound once from the section <c>Notices</c> and checked at start.</summary>
public sealed class NoticeOptions
{
    /// <summary>Whether this process sends what is due. Default yes. Several processes may: each notice is claimed by one.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>
    /// Whether webhooks may lead to private, local and reserved addresses. Default no, since whoever may edit a site could else reach what the service reaches.
    /// For a service inside a company whose merchants are trusted with its network.
    /// </summary>
    public bool AllowPrivateTargets { get; set; }

    /// <summary>Seconds that one try of a webhook may take. Default 10.</summary>
    public int WebhookTimeoutSeconds { get; set; } = 10;

    /// <summary>Most messages and posts of a site in 24 hours; further ones are logged as skipped. Default 200.</summary>
    public int MostOfSiteADay { get; set; } = 200;

    /// <summary>Sites whose notices are worked on at the same time. Default 4.</summary>
    public int Parallelism { get; set; } = 4;

    /// <summary>Says what is wrong with the settings, or null.</summary>
    public string? Problem()
    {
        if (WebhookTimeoutSeconds is < 1 or > 60) return "Notices:WebhookTimeoutSeconds must be 1 to 60";
        if (MostOfSiteADay is < 1 or > 1000) return "Notices:MostOfSiteADay must be 1 to 1000";
        return Parallelism is < 1 or > 64 ? "Notices:Parallelism must be 1 to 64" : null;
    }
}
