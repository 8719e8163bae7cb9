namespace GaOrleans.Silo.Launching;

/// <summary>What the command line says of a cluster on one machine.</summary>
/// <param name="Silos">Number of processes.</param>
/// <param name="Host">Address to listen on.</param>
/// <param name="Port">Port to listen on; 0 takes a free one.</param>
/// <param name="DataFolder">Folder of all data.</param>
internal sealed record LauncherArguments(int Silos, string Host, int Port, string DataFolder);
