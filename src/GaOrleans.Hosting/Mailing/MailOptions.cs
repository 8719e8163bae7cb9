using System.Net.Mail;
using GaOrleans.Engine.Notices.Mailing;

namespace GaOrleans.Hosting.Mailing;

/// <summary>Settings of outgoing mail, bound once from the section <c>Mail</c> and checked at start.</summary>
public sealed class MailOptions
{
    /// <summary>Name or address of the server for outgoing mail. Default: none; then messages are written to the log of the service.</summary>
    public string? Host { get; set; }

    /// <summary>Its port. Default 587, that of submission with STARTTLS. Port 465, TLS from the first byte, is not spoken.</summary>
    public int Port { get; set; } = 587;

    /// <summary>How the connection is protected. Default STARTTLS, without which nothing is sent.</summary>
    public MailSecurity Security { get; set; } = MailSecurity.StartTls;

    /// <summary>The name to sign in with. Default: none; then the server has to take mail from this machine without.</summary>
    public string? User { get; set; }

    /// <summary>The password that goes with it. Give it through the environment (<c>Mail__Password</c>) rather than a file.</summary>
    public string? Password { get; set; }

    /// <summary>Who messages come from, such as <c>GaOrleans &lt;noreply@example.com&gt;</c>. Needed when there is a host.</summary>
    public string? From { get; set; }

    /// <summary>Seconds that one message may take. Default 30, at most 60.</summary>
    public int TimeoutSeconds { get; set; } = 30;

    /// <summary>Says what is wrong with the settings, or null.</summary>
    public string? Problem()
    {
        if (TimeoutSeconds is < 1 or > 60) return "Mail:TimeoutSeconds must be 1 to 60";
        if (string.IsNullOrEmpty(Host)) return User is null && Password is null ? null : "Mail:User and Mail:Password need Mail:Host";
        if (Port is < 1 or > 65535) return "Mail:Port must be 1 to 65535";
        if (Port == 465) return "Mail:Port 465 expects TLS from the first byte, which is not spoken here: use the server's port 587 with STARTTLS";
        if (!MailAddress.TryCreate(From, out MailAddress? from) || !MailAddresses.TryNormalise(from.Address, out _))
            return $"Mail:From has \"{From}\", which is no address such as noreply@example.com";
        if (User is null != Password is null) return "Mail:User and Mail:Password belong together";
        return User is not null && Security == MailSecurity.None && Host is not ("localhost" or "127.0.0.1" or "::1")
            ? "Mail:Password would go over the network in the open: set Mail:Security to StartTls"
            : null;
    }
}
