using GaOrleans.Engine.Notices.Documents;
using GaOrleans.Engine.Notices.Mailing;

namespace GaOrleans.Portal.Alerts;

/// <summary>Addresses as people type them: one a line, or with commas or semicolons between them.</summary>
internal static class Recipients
{
    private static readonly char[] Separators = ['\n', '\r', ',', ';', ' ', '\t'];

    /// <summary>The addresses of a text, each once; those that are none are kept as they are, for the rules to name.</summary>
    public static IReadOnlyList<string> Read(string? text)
    {
        var read = new List<string>();
        foreach (string part in (text ?? "").Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            string address = MailAddresses.TryNormalise(part, out string? kept) ? kept : part;
            if (!read.Contains(address, StringComparer.OrdinalIgnoreCase)) read.Add(address);
        }

        return read;
    }

    /// <summary>To whom a notice goes, for the audit log. Of a webhook the host says enough, and the rest may be secret.</summary>
    public static string Describe(INotice notice)
    {
        IEnumerable<string> hooks = notice.Webhook is { } hook && Uri.TryCreate(hook.Url, UriKind.Absolute, out Uri? url) ? [$"webhook at {url.Authority}"] : [];
        return string.Join(", ", notice.To.Concat(hooks));
    }

    /// <summary>The text of addresses.</summary>
    public static string Write(IReadOnlyList<string> addresses) => string.Join('\n', addresses);
}
