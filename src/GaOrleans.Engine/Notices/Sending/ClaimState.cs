using System.Text.Json.Serialization;

namespace GaOrleans.Engine.Notices.Sending;

/// <summary>How far a notice is. Persisted by name.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ClaimState>))]
internal enum ClaimState
{
    /// <summary>Somebody works on it.</summary>
    Working,

    /// <summary>It is to be tried again later.</summary>
    Waiting,

    /// <summary>Nothing is left to do.</summary>
    Done,
}
