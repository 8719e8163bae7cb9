using System.Globalization;
using GaOrleans.TestKit.Running;

namespace GaOrleans.Silo.Tests.Running;

/// <summary>One silo with a port of its own: <c>dotnet GaOrleans.Silo.dll silo</c>.</summary>
public sealed class RunningSingleSilo(string roles = "all") : RunningProgram("GaOrleans.Silo.dll")
{
    /// <summary>Its port among silos.</summary>
    public string SiloPort { get; } = FreePort().ToString(CultureInfo.InvariantCulture);

    /// <summary>The folder of another, to be one of its cluster; null for its own.</summary>
    public string? Shared { get; init; }

    /// <inheritdoc/>
    protected override string[] StartArguments => ["silo", "--port", PortText, "--silo-port", SiloPort, "--data", Shared ?? Folder, "--roles", roles];
}
