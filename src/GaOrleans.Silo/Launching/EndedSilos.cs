using GaOrleans.Cluster.Membership;
using GaOrleans.Silo.Backends;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace GaOrleans.Silo.Launching;

/// <summary>
/// Says in the membership table which silos have ended. Whoever started a process knows its end at once; other silos would have to wait for answers that
/// never come, and those that start would take the dead of before for members. Whoever listens on its port lives: so a silo that somebody else started in the
/// folder is left alone.
/// </summary>
internal sealed class EndedSilos(string dataFolder)
{
    /// <summary>Declares silos dead. Where that cannot be done, silos find it out themselves.</summary>
    /// <param name="ended">Whether nothing is known of a silo that still has the port.</param>
    public async Task DeclareAsync(Func<int, bool> ended)
    {
        if (!File.Exists(Path.Combine(dataFolder, SqliteMembershipTable.FileName))) return;
        try
        {
            var table = new SqliteMembershipTable(dataFolder, Options.Create(new ClusterOptions { ClusterId = LocalBackend.ClusterName, ServiceId = LocalBackend.ClusterName }));
            await table.InitializeMembershipTable(tryInitTableVersion: false);
            await table.DeclareDeadAsync(silo => ended(silo.Endpoint.Port) && SiloSlot.IsFree(silo.Endpoint.Port), TimeProvider.System);
        }
        catch (Exception e)
        {
            // Whatever it is, silos have to be looked after.
            await Console.Error.WriteLineAsync($"ga: cannot note which silos have ended: {e.Message}; the others find it out");
        }
    }
}
