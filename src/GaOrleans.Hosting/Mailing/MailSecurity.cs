namespace GaOrleans.Hosting.Mailing;

/// <summary>How the way to the server for mail is protected.</summary>
public enum MailSecurity
{
    /// <summary>The connection is encrypted after STARTTLS and the server's certificate checked; a server without it gets no mail. Ports 587 and 25.</summary>
    StartTls,

    /// <summary>Nothing is encrypted: for a server on the same machine or a network of one's own.</summary>
    None,
}
