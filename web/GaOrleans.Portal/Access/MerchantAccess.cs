using GaOrleans.Engine.Accounts;
using GaOrleans.Engine.Configuration;

namespace GaOrleans.Portal.Access;

/// <summary>A merchant that somebody may reach.</summary>
/// <param name="Merchant">The merchant, which may be suspended.</param>
/// <param name="Right">The most that the caller may do.</param>
/// <param name="Caller">Who asks.</param>
public sealed record MerchantAccess(Merchant Merchant, Right Right, Caller Caller)
{
    /// <summary>An entry for the audit log about something that the caller does to the merchant.</summary>
    public AuditEntry Did(string action, string? detail = null) => Caller.Did(action, MerchantSubject.Of(Merchant.Id), detail) with { MerchantId = Merchant.Id, ByStaff = Caller.Viewing is not null };
}
