using System.Runtime.InteropServices;

namespace GaOrleans.Engine.Notices;

/// <summary>What became of something sent.</summary>
/// <param name="IsSent">Whether the receiver has it, or for mail its first server, or the log where no server is set.</param>
/// <param name="Detail">What a person should know: why it failed, or what is special; null where nothing is.</param>
/// <param name="MayRetry">Whether trying again later may help.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct SendOutcome(bool IsSent, string? Detail, bool MayRetry)
{
    /// <summary>It is sent.</summary>
    public static SendOutcome Sent { get; } = new(IsSent: true, Detail: null, MayRetry: false);

    /// <summary>It stands in the log of the service, since no server for mail is set.</summary>
    public static SendOutcome Logged { get; } = new(IsSent: true, "written to the service's log: no server for mail is set", MayRetry: false);

    /// <summary>It failed, and would again.</summary>
    public static SendOutcome Refused(string reason) => new(IsSent: false, reason, MayRetry: false);

    /// <summary>It failed, but might not later.</summary>
    public static SendOutcome Failed(string reason) => new(IsSent: false, reason, MayRetry: true);
}
