namespace GaOrleans.Portal.Access;

/// <summary>Tells services of a circuit from those of a request: in a circuit there is no request whose user could be asked.</summary>
internal sealed class CircuitScope
{
    /// <summary>Whether this scope is a circuit's.</summary>
    public bool IsCircuit { get; set; }
}
