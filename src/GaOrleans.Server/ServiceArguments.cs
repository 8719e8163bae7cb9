namespace GaOrleans.Server;

/// <summary>What the command line says.</summary>
/// <param name="Host">Address to listen on.</param>
/// <param name="Port">Port to listen on; 0 takes a free one.</param>
/// <param name="DataFolder">Folder of all data.</param>
internal sealed record ServiceArguments(string Host, int Port, string DataFolder);
