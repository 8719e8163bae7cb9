using System.Text.Json.Serialization;

namespace GaOrleans.Engine.Notices.History;

/// <summary>What became of a notice. Persisted by name.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<NoticeOutcome>))]
public enum NoticeOutcome
{
    /// <summary>All recipients were sent it.</summary>
    Sent,

    /// <summary>Some were, some were not.</summary>
    PartlySent,

    /// <summary>Nobody was.</summary>
    Failed,

    /// <summary>It was not to be sent, for the reason given.</summary>
    Skipped,

    /// <summary>It was due while the service was down, and a later one took its place.</summary>
    Missed,
}
