namespace GaOrleans.Portal.Accounts;

/// <summary>Addresses within the portal, to which people are sent after they signed in. Any other address could be a trap.</summary>
internal static class LocalAddress
{
    /// <summary>The name of the value with it in queries.</summary>
    public const string Parameter = "returnUrl";

    private const int Longest = 2000;

    /// <summary>Whether an address leads nowhere but into the portal: a path, without host, and read the same by every browser.</summary>
    public static bool IsLocal(string? address)
    {
        if (string.IsNullOrEmpty(address) || address.Length > Longest || address[0] != '/') return false;
        // Browsers take two slashes, and backslashes as slashes, for the beginning of a host; and drop tabs and line breaks before they look.
        if (address.Length > 1 && address[1] is '/' or '\\') return false;
        foreach (char c in address)
        {
            if (char.IsControl(c) || c == '\\') return false;
        }

        return true;
    }

    /// <summary>The address when it is local, else the beginning.</summary>
    public static string Or(string? address) => IsLocal(address) ? address! : "/";

    /// <summary>A page that leads on to an address when it is done.</summary>
    /// <param name="page">Path of the page.</param>
    /// <param name="address">Where it leads on; what is not local, or the beginning anyway, is left out.</param>
    public static string WithReturn(string page, string? address) =>
        IsLocal(address) && address != "/" ? $"{page}?{Parameter}={Uri.EscapeDataString(address!)}" : page;
}
