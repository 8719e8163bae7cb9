namespace GaOrleans.Simulation.Disk;

/// <summary>The process or the power is gone at this step. Nothing in the program under test may catch it.</summary>
internal sealed class SimulatedCrash() : Exception("the simulated process has ended");
