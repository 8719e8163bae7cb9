using System.Globalization;
using Microsoft.Data.Sqlite;

namespace GaOrleans.Cluster.Membership;

/// <summary>Reads and writes members as rows. Times are ticks of UTC; votes are <c>address=ticks</c>, separated by commas.</summary>
internal static class MembershipRows
{
    /// <summary>The columns in the order in which they are read, and the parameters of the same names.</summary>
    public const string Columns = "silo, status, votes, proxy_port, host, name, role, update_zone, fault_zone, started, alive, etag";

    private const string Parameters = "$silo, $status, $votes, $proxy_port, $host, $name, $role, $update_zone, $fault_zone, $started, $alive, $etag";

    /// <summary>Inserts a member.</summary>
    public const string Insert = $"INSERT INTO members (cluster, {Columns}) VALUES ($cluster, {Parameters}) ON CONFLICT DO NOTHING";

    /// <summary>Replaces a member.</summary>
    public const string Update = $"UPDATE members SET ({Columns}) = ({Parameters}) WHERE cluster = $cluster AND silo = $silo AND etag = $expected";

    /// <summary>Sets the parameters of a member.</summary>
    public static void Bind(SqliteCommand command, MembershipEntry entry, string etag)
    {
        SqliteParameterCollection to = command.Parameters;
        to.AddWithValue("$silo", entry.SiloAddress.ToParsableString());
        to.AddWithValue("$status", (int)entry.Status);
        to.AddWithValue("$votes", string.Join(',', (entry.SuspectTimes ?? []).Select(vote => $"{vote.Item1.ToParsableString()}={vote.Item2.Ticks}")));
        to.AddWithValue("$proxy_port", entry.ProxyPort);
        to.AddWithValue("$host", (object?)entry.HostName ?? DBNull.Value);
        to.AddWithValue("$name", (object?)entry.SiloName ?? DBNull.Value);
        to.AddWithValue("$role", (object?)entry.RoleName ?? DBNull.Value);
        to.AddWithValue("$update_zone", entry.UpdateZone);
        to.AddWithValue("$fault_zone", entry.FaultZone);
        to.AddWithValue("$started", entry.StartTime.Ticks);
        to.AddWithValue("$alive", entry.IAmAliveTime.Ticks);
        to.AddWithValue("$etag", etag);
    }

    /// <summary>Reads a member with its ETag.</summary>
    public static Tuple<MembershipEntry, string> Read(SqliteDataReader row) => Tuple.Create(
        new MembershipEntry
        {
            SiloAddress = SiloAddress.FromParsableString(row.GetString(0)),
            Status = (SiloStatus)row.GetInt32(1),
            SuspectTimes = Votes(row.GetString(2)),
            ProxyPort = row.GetInt32(3),
            HostName = Text(row, 4),
            SiloName = Text(row, 5),
            RoleName = Text(row, 6),
            UpdateZone = row.GetInt32(7),
            FaultZone = row.GetInt32(8),
            StartTime = Time(row.GetInt64(9)),
            IAmAliveTime = Time(row.GetInt64(10)),
        },
        row.GetString(11));

    private static List<Tuple<SiloAddress, DateTime>> Votes(string text)
    {
        var votes = new List<Tuple<SiloAddress, DateTime>>();
        foreach (string vote in text.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            int at = vote.LastIndexOf('=');
            votes.Add(Tuple.Create(SiloAddress.FromParsableString(vote[..at]), Time(long.Parse(vote.AsSpan(at + 1), CultureInfo.InvariantCulture))));
        }

        return votes;
    }

    private static string? Text(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static DateTime Time(long ticks) => new(ticks, DateTimeKind.Utc);
}
