namespace GaOrleans.Hosting;

/// <summary>What a process ends with, for scripts and supervisors.</summary>
public static class ExitCodes
{
    /// <summary>All is well.</summary>
    public const int Done = 0;

    /// <summary>The archive, or something else that was checked, is not as it should be.</summary>
    public const int Problems = 1;

    /// <summary>A setting makes no sense.</summary>
    public const int BadSettings = 2;

    /// <summary>The address cannot be listened on.</summary>
    public const int CannotListen = 3;

    /// <summary>The data folder is locked, cannot be read or written, or is damaged.</summary>
    public const int CannotUseData = 4;

    /// <summary>Says on the error output why the process ends.</summary>
    /// <returns>The code given.</returns>
    public static int Fail(int code, string what)
    {
        Console.Error.WriteLine(what);
        return code;
    }
}
