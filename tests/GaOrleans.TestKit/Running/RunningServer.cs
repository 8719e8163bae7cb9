namespace GaOrleans.TestKit.Running;

/// <summary>The single-node edition, <c>dotnet GaOrleans.Server.dll run</c>.</summary>
public sealed class RunningServer() : RunningProgram("GaOrleans.Server.dll")
{
    /// <inheritdoc/>
    protected override string[] StartArguments => ["run", "--port", PortText, "--data", Folder];
}
