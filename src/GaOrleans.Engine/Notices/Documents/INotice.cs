namespace GaOrleans.Engine.Notices.Documents;

/// <summary>What schedules and alerts have in common: to whom, and since when.</summary>
public interface INotice
{
    /// <summary>Addresses for mail, a message each.</summary>
    IReadOnlyList<string> To { get; }

    /// <summary>Where it is posted, if anywhere.</summary>
    HookTarget? Webhook { get; }

    /// <summary>Whether it is sent at all.</summary>
    bool Enabled { get; }

    /// <summary>From when on it holds, milliseconds since 1970 UTC: what was due before is neither sent nor missed. Set when it is made, enabled or its times change.</summary>
    long Since { get; }
}
