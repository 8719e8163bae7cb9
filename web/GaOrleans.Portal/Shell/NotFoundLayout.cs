namespace GaOrleans.Portal.Shell;

/// <summary>The frame around what is not there: of whatever site the address speaks, there is none to navigate in.</summary>
public sealed class NotFoundLayout : MainLayout
{
    /// <inheritdoc/>
    protected override ShellPlace PlaceOf(string path) => ShellPlace.Of("");
}
