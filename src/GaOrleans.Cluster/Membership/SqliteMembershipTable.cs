using System.Security.Cryptography;
using GaOrleans.Cluster.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace GaOrleans.Cluster.Membership;

/// <summary>
/// Which silos a cluster on one machine has, in a SQLite file that they share: no process is special, and any may be killed. Every change of a member
/// raises the version of the table and is made only when both are as the caller has read them.
/// <code>
/// format 1
///   versions  cluster, version, etag     one row a cluster
///   members   cluster, silo, ..., etag   one row a silo (see MembershipRows)
/// </code>
/// </summary>
/// <param name="folder">The data folder.</param>
/// <param name="cluster">Which cluster; several may share the folder.</param>
public sealed class SqliteMembershipTable(string folder, IOptions<ClusterOptions> cluster) : IMembershipTable
{
    /// <summary>Name of the file in the data folder.</summary>
    public const string FileName = "membership.db";

    private const int BusySeconds = 5, MostTries = 20;

    private const string Tables = """
        CREATE TABLE versions (cluster TEXT PRIMARY KEY, version INTEGER NOT NULL, etag TEXT NOT NULL);
        CREATE TABLE members (
            cluster TEXT NOT NULL, silo TEXT NOT NULL, status INTEGER NOT NULL, votes TEXT NOT NULL, proxy_port INTEGER NOT NULL, host TEXT, name TEXT, role TEXT,
            update_zone INTEGER NOT NULL, fault_zone INTEGER NOT NULL, started INTEGER NOT NULL, alive INTEGER NOT NULL, etag TEXT NOT NULL,
            PRIMARY KEY (cluster, silo));
        """;

    private readonly SqliteFile _file = new(Path.Combine(folder, FileName), BusySeconds);
    private readonly string _cluster = cluster.Value.ClusterId;

    /// <inheritdoc/>
    public Task InitializeMembershipTable(bool tryInitTableVersion) => Task.Run(() =>
    {
        _file.Prepare(1, Tables);
        if (tryInitTableVersion) Change("open", connection => Number(connection, "INSERT INTO versions (cluster, version, etag) VALUES ($cluster, 0, $etag) ON CONFLICT DO NOTHING", ("$etag", NewETag())));
    });

    /// <inheritdoc/>
    public Task<MembershipTableData> ReadRow(SiloAddress key) => Read("AND silo = $silo", ("$silo", key.ToParsableString()));

    /// <inheritdoc/>
    public Task<MembershipTableData> ReadAll() => Read("");

    /// <inheritdoc/>
    public Task<bool> InsertRow(MembershipEntry entry, TableVersion tableVersion) => Put(MembershipRows.Insert, entry, "", tableVersion);

    /// <inheritdoc/>
    public Task<bool> UpdateRow(MembershipEntry entry, string etag, TableVersion tableVersion) => Put(MembershipRows.Update, entry, etag, tableVersion);

    /// <inheritdoc/>
    public Task UpdateIAmAlive(MembershipEntry entry) => Task.Run(() => Change("note a silo's life in", connection =>
        Number(connection, "UPDATE members SET alive = $alive WHERE cluster = $cluster AND silo = $silo", ("$alive", entry.IAmAliveTime.Ticks), ("$silo", entry.SiloAddress.ToParsableString()))));

    /// <inheritdoc/>
    public Task DeleteMembershipTableEntries(string clusterId) => Task.Run(() => Change("delete a cluster of", connection =>
        Number(connection, "DELETE FROM members WHERE cluster = $deleted; DELETE FROM versions WHERE cluster = $deleted", ("$deleted", clusterId))));

    /// <inheritdoc/>
    public Task CleanupDefunctSiloEntries(DateTimeOffset beforeDate) => Task.Run(() => Change("clean", connection =>
    {
        foreach ((MembershipEntry entry, _) in Members(connection, "AND status <> $active", ("$active", (int)SiloStatus.Active)))
        {
            if (LastSign(entry) >= beforeDate.UtcDateTime) continue;
            Number(connection, "DELETE FROM members WHERE cluster = $cluster AND silo = $silo", ("$silo", entry.SiloAddress.ToParsableString()));
        }

        return 0;
    }));

    /// <summary>Declares members dead whose processes are known to have ended, so that nobody has to find out by waiting for their answers.</summary>
    /// <param name="ended">Which of the members that are not dead yet.</param>
    /// <param name="time">The clock.</param>
    /// <returns>How many.</returns>
    /// <exception cref="IOException">The table cannot be read or changed, or others change it all the time.</exception>
    public async Task<int> DeclareDeadAsync(Func<SiloAddress, bool> ended, TimeProvider time)
    {
        int declared = 0;
        for (int refused = 0; refused < MostTries;)
        {
            MembershipTableData data = await ReadAll();
            if (data.Members.FirstOrDefault(member => member.Item1.Status != SiloStatus.Dead && ended(member.Item1.SiloAddress)) is not { } member) return declared;
            (MembershipEntry entry, string etag) = member;
            entry.Status = SiloStatus.Dead;
            entry.AddSuspector(entry.SiloAddress, time.GetUtcNow().UtcDateTime);
            if (await UpdateRow(entry, etag, data.Version.Next())) declared++;
            else refused++;
        }

        throw new IOException("cannot declare silos dead: others change the members all the time");
    }

    // Votes count: a silo that was declared dead just now stays visible for a while, however long ago it last spoke itself.
    private static DateTime LastSign(MembershipEntry entry) =>
        entry.SuspectTimes.Select(vote => vote.Item2).Append(entry.StartTime).Append(entry.IAmAliveTime).Max();

    private Task<bool> Put(string sql, MembershipEntry entry, string etag, TableVersion version)
    {
        string siloTag = NewETag();
        return Task.Run(() => Change("change the members in", connection =>
        {
            using SqliteCommand command = Command(connection, sql, ("$expected", etag));
            MembershipRows.Bind(command, entry, siloTag);
            if (Number(connection, "SELECT count(*) FROM versions WHERE cluster = $cluster AND etag = $expected", ("$expected", version.VersionEtag)) == 0) return false;
            if (command.ExecuteNonQuery() != 1) return false;
            Number(connection, "UPDATE versions SET version = $version, etag = $etag WHERE cluster = $cluster", ("$version", version.Version), ("$etag", NewETag()));
            return true;
        }));
    }

    private Task<MembershipTableData> Read(string condition, params (string Name, object Value)[] values) => Task.Run(() => _file.Explained("read", () =>
    {
        using SqliteConnection connection = _file.Connect();
        // One transaction, so that members and version belong together; in WAL mode it waits for nobody.
        using SqliteTransaction snapshot = connection.BeginTransaction(deferred: true);
        List<Tuple<MembershipEntry, string>> members = Members(connection, condition, values);
        using SqliteCommand command = Command(connection, "SELECT version, etag FROM versions WHERE cluster = $cluster");
        using SqliteDataReader row = command.ExecuteReader();
        TableVersion version = row.Read() ? new TableVersion(row.GetInt32(0), row.GetString(1)) : new TableVersion(0, "none");
        return members.Count == 0 ? new MembershipTableData(version) : new MembershipTableData(members, version);
    }));

    private List<Tuple<MembershipEntry, string>> Members(SqliteConnection connection, string condition, params (string Name, object Value)[] values)
    {
        using SqliteCommand command = Command(connection, $"SELECT {MembershipRows.Columns} FROM members WHERE cluster = $cluster {condition}", values);
        using SqliteDataReader row = command.ExecuteReader();
        var members = new List<Tuple<MembershipEntry, string>>();
        while (row.Read()) members.Add(MembershipRows.Read(row));
        return members;
    }

    private T Change<T>(string doing, Func<SqliteConnection, T> change) => _file.Explained(doing, () =>
    {
        // Changes come once in a minute, so a connection is not worth keeping.
        using SqliteConnection connection = _file.Connect();
        return _file.Run(connection, () => change(connection));
    });

    private long Number(SqliteConnection connection, string sql, params (string Name, object Value)[] values)
    {
        using SqliteCommand command = Command(connection, sql, values);
        return command.ExecuteScalar() is long number ? number : 0;
    }

    private SqliteCommand Command(SqliteConnection connection, string sql, params ReadOnlySpan<(string Name, object Value)> values)
    {
        SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("$cluster", _cluster);
        foreach ((string name, object value) in values) command.Parameters.AddWithValue(name, value);
        return command;
    }

    private static string NewETag() => RandomNumberGenerator.GetHexString(16);
}
