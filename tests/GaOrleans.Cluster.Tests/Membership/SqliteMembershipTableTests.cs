using System.Net;
using GaOrleans.Cluster.Membership;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace GaOrleans.Cluster.Tests.Membership;

public sealed class SqliteMembershipTableTests : IDisposable
{
    private static readonly DateTime Now = new(2026, 11, 21, 12, 0, 0, DateTimeKind.Utc);

    private readonly string _folder = Directory.CreateTempSubdirectory("ga-test-").FullName;
    private int _generation;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Table_IsEmptyAtVersionNought_AtFirst()
    {
        MembershipTableData data = await (await OpenAsync()).ReadAll();

        Assert.Empty(data.Members);
        Assert.Equal(0, data.Version.Version);
        Assert.NotNull(data.Version.VersionEtag);
    }

    [Fact]
    public async Task Insert_AddsTheMemberAndRaisesTheVersion_ForEveryProcess()
    {
        SqliteMembershipTable table = await OpenAsync();
        MembershipEntry entry = Silo();
        entry.SuspectTimes = [Tuple.Create(Silo().SiloAddress, Now.AddSeconds(1)), Tuple.Create(Silo().SiloAddress, Now.AddSeconds(2))];
        TableVersion next = (await table.ReadAll()).Version.Next();

        Assert.True(await table.InsertRow(entry, next));

        MembershipTableData data = await (await OpenAsync()).ReadRow(entry.SiloAddress);
        Assert.Equal(1, data.Version.Version);
        Assert.NotEqual(next.VersionEtag, data.Version.VersionEtag);
        (MembershipEntry read, string etag) = Assert.Single(data.Members);
        Assert.Equal(entry.ToFullString(), read.ToFullString());
        Assert.Equal((entry.ProxyPort, entry.RoleName, entry.StartTime, DateTimeKind.Utc), (read.ProxyPort, read.RoleName, read.StartTime, read.IAmAliveTime.Kind));
        Assert.NotEmpty(etag);
        Assert.Empty((await table.ReadRow(Silo().SiloAddress)).Members);
    }

    [Fact]
    public async Task DeclareDead_ChangesThoseThatEndedAndRaisesTheVersion()
    {
        SqliteMembershipTable table = await OpenAsync();
        MembershipEntry[] silos = [Silo(), Silo(), Silo()];
        foreach (MembershipEntry silo in silos) Assert.True(await table.InsertRow(silo, (await table.ReadAll()).Version.Next()));

        Assert.Equal(2, await table.DeclareDeadAsync(silo => !silo.Equals(silos[1].SiloAddress), TimeProvider.System));
        Assert.Equal(0, await table.DeclareDeadAsync(silo => !silo.Equals(silos[1].SiloAddress), TimeProvider.System));

        MembershipTableData data = await (await OpenAsync()).ReadAll();
        Assert.Equal(5, data.Version.Version);
        Assert.Equal([SiloStatus.Dead, silos[1].Status, SiloStatus.Dead], silos.Select(silo => data.Members.Single(member => member.Item1.SiloAddress.Equals(silo.SiloAddress)).Item1.Status));
    }

    [Fact]
    public async Task Insert_SaysNo_WhenTheVersionOrTheMemberIsOld()
    {
        SqliteMembershipTable table = await OpenAsync();
        MembershipEntry entry = Silo();
        TableVersion old = (await table.ReadAll()).Version.Next();
        Assert.True(await table.InsertRow(entry, old));

        Assert.False(await table.InsertRow(entry, old));
        Assert.False(await table.InsertRow(Silo(), old));
        Assert.False(await table.InsertRow(entry, (await table.ReadAll()).Version.Next()));

        MembershipTableData data = await table.ReadAll();
        Assert.Equal(1, data.Version.Version);
        Assert.Single(data.Members);
    }

    [Fact]
    public async Task Update_IsMade_OnlyWithBothETags()
    {
        SqliteMembershipTable table = await OpenAsync();
        MembershipEntry entry = Silo();
        TableVersion first = (await table.ReadAll()).Version.Next();
        Assert.True(await table.InsertRow(entry, first));
        MembershipTableData before = await table.ReadAll();
        string etag = before.Members[0].Item2;
        entry.Status = SiloStatus.Dead;

        Assert.False(await table.UpdateRow(entry, etag, first));
        Assert.False(await table.UpdateRow(entry, "other", before.Version.Next()));
        Assert.False(await table.UpdateRow(Silo(), etag, before.Version.Next()));
        Assert.Equal(before.Version, (await table.ReadAll()).Version);
        Assert.True(await table.UpdateRow(entry, etag, before.Version.Next()));
        Assert.False(await table.UpdateRow(entry, etag, (await table.ReadAll()).Version.Next()));

        MembershipTableData after = await table.ReadAll();
        Assert.Equal(2, after.Version.Version);
        Assert.Equal(SiloStatus.Dead, Assert.Single(after.Members).Item1.Status);
        Assert.NotEqual(etag, after.Members[0].Item2);
    }

    [Fact]
    public async Task IAmAlive_ChangesNeitherVersionNorETags()
    {
        SqliteMembershipTable table = await OpenAsync();
        MembershipEntry entry = Silo();
        Assert.True(await table.InsertRow(entry, (await table.ReadAll()).Version.Next()));
        MembershipTableData before = await table.ReadAll();

        await table.UpdateIAmAlive(new MembershipEntry { SiloAddress = entry.SiloAddress, IAmAliveTime = Now.AddSeconds(90), Status = SiloStatus.Dead });
        await table.UpdateIAmAlive(Silo());

        MembershipTableData after = await table.ReadAll();
        (MembershipEntry read, string etag) = Assert.Single(after.Members);
        Assert.Equal(before.Version, after.Version);
        Assert.Equal(before.Members[0].Item2, etag);
        Assert.Equal((SiloStatus.Joining, Now.AddSeconds(90), Now), (read.Status, read.IAmAliveTime, read.StartTime));
    }

    [Fact]
    public async Task Cleanup_RemovesOldSilosThatAreNotActive()
    {
        SqliteMembershipTable table = await OpenAsync();
        MembershipEntry judged = Silo(SiloStatus.Dead, daysAgo: 10), active = Silo(SiloStatus.Active, daysAgo: 10), young = Silo(SiloStatus.Dead);
        judged.AddSuspector(young.SiloAddress, Now);
        foreach (MembershipEntry entry in new[] { judged, active, young, Silo(SiloStatus.Dead, 10), Silo(SiloStatus.Joining, 10), Silo(SiloStatus.Stopping, 10), Silo(SiloStatus.Created, 10) })
        {
            Assert.True(await table.InsertRow(entry, (await table.ReadAll()).Version.Next()));
        }

        TableVersion before = (await table.ReadAll()).Version;
        await table.CleanupDefunctSiloEntries(new DateTimeOffset(Now.AddDays(-7)));

        MembershipTableData after = await table.ReadAll();
        Assert.Equal(before, after.Version);
        Assert.Equal(
            new[] { judged, active, young }.Select(entry => entry.SiloAddress.ToParsableString()).Order(StringComparer.Ordinal),
            after.Members.Select(member => member.Item1.SiloAddress.ToParsableString()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Clusters_AreApart_AndDeletedOneByOne()
    {
        SqliteMembershipTable one = await OpenAsync("one"), two = await OpenAsync("two");
        Assert.True(await one.InsertRow(Silo(), (await one.ReadAll()).Version.Next()));
        Assert.True(await two.InsertRow(Silo(), (await two.ReadAll()).Version.Next()));

        await two.DeleteMembershipTableEntries("one");

        Assert.Empty((await one.ReadAll()).Members);
        Assert.Single((await two.ReadAll()).Members);
    }

    [Fact]
    public async Task Updates_AllCount_WhenProcessesMakeThemAtOnce()
    {
        const int Processes = 4, Each = 10;
        MembershipEntry shared = Silo();
        SqliteMembershipTable first = await OpenAsync();
        Assert.True(await first.InsertRow(shared, (await first.ReadAll()).Version.Next()));

        await Task.WhenAll(Enumerable.Range(0, Processes).Select(process => Task.Run(async () =>
        {
            SqliteMembershipTable table = await OpenAsync();
            for (int made = 0; made < Each;)
            {
                (MembershipEntry entry, string etag) = (await table.ReadRow(shared.SiloAddress)).Members[0];
                TableVersion version = (await table.ReadAll()).Version;
                entry.AddSuspector(SiloAddress.New(new IPEndPoint(IPAddress.Loopback, 1 + process), made), Now);
                if (await table.UpdateRow(entry, etag, version.Next())) made++;
            }
        })));

        MembershipTableData data = await first.ReadAll();
        Assert.Equal(1 + (Processes * Each), data.Version.Version);
        Assert.Equal(Processes * Each, data.Members[0].Item1.SuspectTimes.Select(vote => vote.Item1.ToParsableString()).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task Open_WorksForAllProcesses_WhenTheyStartAtOnce()
    {
        SqliteMembershipTable[] tables = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => OpenAsync())));

        Assert.Single((await Task.WhenAll(tables.Select(table => table.ReadAll()))).Select(data => data.Version).Distinct());
    }

    private async Task<SqliteMembershipTable> OpenAsync(string cluster = "test")
    {
        var table = new SqliteMembershipTable(_folder, Options.Create(new ClusterOptions { ClusterId = cluster }));
        await table.InitializeMembershipTable(true);
        return table;
    }

    private MembershipEntry Silo(SiloStatus status = SiloStatus.Joining, int daysAgo = 0) => new()
    {
        SiloAddress = SiloAddress.New(new IPEndPoint(IPAddress.Loopback, 12_345), Interlocked.Increment(ref _generation)),
        HostName = "host",
        SiloName = "silo",
        RoleName = "role",
        Status = status,
        ProxyPort = 30_000,
        StartTime = Now.AddDays(-daysAgo),
        IAmAliveTime = Now.AddDays(-daysAgo),
    };
}
