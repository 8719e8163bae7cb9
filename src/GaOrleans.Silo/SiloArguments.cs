namespace GaOrleans.Silo;

/// <summary>What the command line says of a silo.</summary>
/// <param name="Roles">What it does.</param>
/// <param name="Host">Address to listen on.</param>
/// <param name="Port">Port to listen on; 0 takes a free one.</param>
/// <param name="ListenFd">A listening socket that it was started with, in place of the two before; null for none.</param>
/// <param name="DataFolder">Folder of all data.</param>
/// <param name="Clustering">Where the cluster keeps its data: <c>local</c> or <c>azure</c>.</param>
/// <param name="SiloPort">Port between silos.</param>
/// <param name="GatewayPort">Port for other clients of the cluster; 0 for none.</param>
/// <param name="Launched">Whether a launcher reads its output.</param>
internal sealed record SiloArguments(
    SiloRoles Roles, string Host, int Port, int? ListenFd, string DataFolder, string Clustering, int SiloPort, int GatewayPort, bool Launched);
