namespace GaOrleans.Simulation;

/// <summary>What counts most has gone wrong: an acknowledged hit is lost or counted twice.</summary>
internal sealed class LedgerMismatchException(string message) : Exception(message);
