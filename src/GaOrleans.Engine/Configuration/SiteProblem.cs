namespace GaOrleans.Engine.Configuration;

/// <summary>Why a site cannot be created or changed as asked.</summary>
public enum SiteProblem
{
    /// <summary>Nothing is wrong.</summary>
    None = 0,

    /// <summary>The domain is missing, too long or no host name in ASCII, or a name that the interfaces use themselves.</summary>
    Domain,

    /// <summary>The time zone is not in the IANA database.</summary>
    Timezone,

    /// <summary>The currency is not three letters.</summary>
    Currency,
}
