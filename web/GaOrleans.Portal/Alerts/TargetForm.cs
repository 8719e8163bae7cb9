using GaOrleans.Engine.Notices.Documents;
using GaOrleans.Engine.Notices.Webhooks;

namespace GaOrleans.Portal.Alerts;

/// <summary>To whom something goes, as it is typed.</summary>
public sealed class TargetForm
{
    private string? _secretId;

    /// <summary>Addresses.</summary>
    public string To { get; set; } = "";

    /// <summary>The webhook's address; empty for none.</summary>
    public string HookUrl { get; set; } = "";

    /// <summary>Whether the webhook has a secret that its receiver was told already.</summary>
    public bool HasSecret => _secretId is not null;

    /// <summary>Takes over what a document says.</summary>
    public static TargetForm Of(INotice notice) => new() { To = Recipients.Write(notice.To), HookUrl = notice.Webhook?.Url ?? "", _secretId = notice.Webhook?.SecretId };

    /// <summary>Gives the webhook another secret.</summary>
    public string Renew() => _secretId = HookSecrets.NewId();

    /// <summary>The webhook; null for none.</summary>
    public HookTarget? Hook() => string.IsNullOrWhiteSpace(HookUrl) ? null : new HookTarget(HookUrl.Trim(), _secretId ??= HookSecrets.NewId());
}
