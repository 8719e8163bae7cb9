using System.Diagnostics;
using GaOrleans.Cluster.Merchants;
using GaOrleans.Engine.Configuration;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;

namespace GaOrleans.Cluster.Tests.Merchants;

/// <summary>The configuration of two silos, each with its own replica, as they run.</summary>
public sealed class TwoSilosConfigurationTests(TwoSilosConfigurationTests.OwnStoresCluster cluster) : IClassFixture<TwoSilosConfigurationTests.OwnStoresCluster>
{
    private static readonly CancellationToken None = CancellationToken.None;

    private IConfigurationStore First => Store(0);

    private IConfigurationStore Second => Store(1);

    [Fact]
    public async Task Change_IsSeenByTheOtherSilo_AsSoonAsTheCallReturns()
    {
        Merchant merchant = await First.AddMerchantAsync("Seen", None);
        Assert.Equal(merchant, Second.FindMerchant(merchant.Id));
        for (int i = 0; i < 20; i++)
        {
            (IConfigurationStore one, IConfigurationStore other) = i % 2 == 0 ? (First, Second) : (Second, First);
            long version = other.Version;
            Site site = (await one.AddSiteAsync(merchant.Id, $"seen{i}.example", "UTC", "EUR", None))!;
            Assert.Equal(site, other.FindSite($"www.seen{i}.example"));
            Assert.True(other.Version > version);
            NewKey key = (await one.AddKeyAsync(merchant.Id, site.Id, "Key", KeyScopes.Read, None))!;
            Assert.Equal(key.Key, other.FindKey(key.Secret));
            Assert.True(await other.DeleteSiteAsync(site.Id, None));
            Assert.Null(one.FindKey(key.Secret));
            Assert.Null(one.FindSite(site.Id));
        }
    }

    [Fact]
    public async Task Secrets_AreTheSame_OnAllSilos()
    {
        byte[][] secrets = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(async () => await Store(i % 2).SecretAsync("shared", None))));

        Assert.All(secrets, secret => Assert.Equal(secrets[0], secret));
    }

    [Fact]
    public async Task Domain_GoesToOneSite_WhenBothSilosWantItAtOnce()
    {
        Merchant one = await First.AddMerchantAsync("One", None), other = await Second.AddMerchantAsync("Other", None);
        for (int i = 0; i < 10; i++)
        {
            string domain = $"wanted{i}.example";
            Site?[] made = await Task.WhenAll(
                Task.Run(async () => await First.AddSiteAsync(one.Id, domain, "UTC", "EUR", None)), Task.Run(async () => await Second.AddSiteAsync(other.Id, domain, "UTC", "EUR", None)),
                Task.Run(async () => await Second.AddSiteAsync(one.Id, domain, "UTC", "EUR", None)));

            Site winner = Assert.Single(made, site => site is not null)!;
            Assert.Equal((winner, winner), (First.FindSite(domain), Second.FindSite(domain)));
            Assert.Single(First.SitesOf(one.Id).Concat(Second.SitesOf(other.Id)), site => site.Domain == domain);
        }
    }

    [Fact]
    public async Task Changes_OfOneMerchantAreAllMade_WhenBothSilosMakeThemAtOnce()
    {
        const int Each = 15;
        Merchant merchant = await First.AddMerchantAsync("Busy", None);
        Site site = (await First.AddSiteAsync(merchant.Id, "busy.example", "UTC", "EUR", None))!;

        await Task.WhenAll(Enumerable.Range(0, 2 * Each).Select(i => Task.Run(async () => Assert.NotNull(await Store(i % 2).PutDocumentAsync(site.Id, DocumentKind.Query, $"q{i:00}", "{}", None)))));

        Assert.Equal(2 * Each, First.DocumentsOf(site.Id, DocumentKind.Query).Count);
        Assert.Equal(First.DocumentsOf(site.Id, DocumentKind.Query), Second.DocumentsOf(site.Id, DocumentKind.Query));
        Assert.Equal(2 * Each, First.DocumentsOf(site.Id, DocumentKind.Query).Select(document => document.Id).Distinct().Count());
    }

    [Fact]
    public async Task Claim_ThatACutOffCreationLeft_IsNotInTheWay()
    {
        Merchant dead = await First.AddMerchantAsync("Dead", None), merchant = await First.AddMerchantAsync("Next", None);
        await cluster.Grains.GetGrain<IDomainGrain>("left.example").ClaimAsync(dead.Id, -1, 0);

        Assert.NotNull(await First.AddSiteAsync(merchant.Id, "left.example", "UTC", "EUR", None));
        Assert.Null(await Second.AddSiteAsync(dead.Id, "left.example", "UTC", "EUR", None));
    }

    [Fact]
    public async Task Domain_IsFreeAtOnce_WhenItsSiteWasDeletedOrRenamed()
    {
        Merchant merchant = await First.AddMerchantAsync("Leaving", None), next = await First.AddMerchantAsync("Coming", None);
        Site deleted = (await First.AddSiteAsync(merchant.Id, "deleted.example", "UTC", "EUR", None))!, renamed = (await First.AddSiteAsync(merchant.Id, "before.example", "UTC", "EUR", None))!;
        Assert.True(await First.DeleteSiteAsync(deleted.Id, None));
        Assert.True(await Second.ChangeSiteAsync(renamed with { Domain = "after.example" }, None));
        Assert.True(await First.ChangeSiteAsync(renamed with { Domain = "before.example" }, None));
        Assert.True(await First.ChangeSiteAsync(renamed with { Domain = "after.example" }, None));

        long started = Stopwatch.GetTimestamp();
        Assert.NotNull(await Second.AddSiteAsync(next.Id, "deleted.example", "UTC", "EUR", None));
        Assert.NotNull(await First.AddSiteAsync(next.Id, "before.example", "UTC", "EUR", None));
        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.Zero, DomainGrain.Patience);
        Assert.Null(await Second.AddSiteAsync(next.Id, "after.example", "UTC", "EUR", None));
    }

    [Fact]
    public async Task Creation_ThatWasBegunBefore_IsRefused_WhenItsClaimWasTakenOver()
    {
        Merchant slow = await First.AddMerchantAsync("Slow", None);
        IMerchantGrain grain = cluster.Grains.GetGrain<IMerchantGrain>(slow.Id);
        MerchantReading before = await grain.ReadAsync(0);

        Assert.False(await grain.HoldsAsync("slow.example", 1_000_001, known: 0, fence: true));
        PutAnswer answer = await grain.PutAsync(before.Version, before.Document);

        Assert.False(answer.Stored);
        Assert.Equal(before.Document, answer.Current);
        Assert.True(await First.ChangeMerchantAsync(slow with { Name = "Slow still" }, None));
        Assert.Equal("Slow still", Second.FindMerchant(slow.Id)!.Name);
    }

    [Fact]
    public async Task Grain_TakesTheNextChange_WhenAnotherActivationHasWritten()
    {
        Merchant merchant = await First.AddMerchantAsync("Twice", None);
        IMerchantGrain grain = cluster.Grains.GetGrain<IMerchantGrain>(merchant.Id);
        MerchantReading before = await grain.ReadAsync(0);
        await WriteBesideAsync(merchant.Id);

        Assert.Equal(before.Version, (await grain.ReadAsync(0)).Version);
        PutAnswer answer = await grain.PutAsync(before.Version + 1, before.Document);
        Assert.True(answer.Stored);
        Assert.Equal(before.Version + 2, answer.Version);

        await WriteBesideAsync(merchant.Id);
        Assert.Equal(before.Version + 3, (await grain.ReadAsync(before.Version + 3)).Version);
        await WriteBesideAsync(merchant.Id);
        Assert.True(await First.ChangeMerchantAsync(merchant with { Name = "Renamed" }, None));
        Assert.Equal("Renamed", Second.FindMerchant(merchant.Id)!.Name);
    }

    [Fact]
    public async Task Silos_HearOfChanges_WhenAnotherActivationOfTheCatalogHasMadeThem()
    {
        Merchant merchant = await First.AddMerchantAsync("Before", None);
        byte[] renamed = MerchantDocumentCodec.Write(new MerchantDocument { Merchant = merchant with { Name = "Beside" } });
        await WriteBesideAsync(merchant.Id, renamed);
        var storage = cluster.Services(0).GetRequiredKeyedService<IGrainStorage>(StreamNames.Storage);
        var catalog = new GrainState<CatalogState>(new CatalogState());
        GrainId grain = cluster.Grains.GetGrain<ICatalogGrain>(0).GetGrainId();
        await storage.ReadStateAsync(CatalogState.Name, grain, catalog);
        catalog.State.LastChange++;
        catalog.State.Changes = [.. catalog.State.Changes, new ChangeMark(catalog.State.LastChange, merchant.Id, 0)];
        await storage.WriteStateAsync(CatalogState.Name, grain, catalog);

        await Eventually.HoldsAsync(
            () => Task.FromResult(First.FindMerchant(merchant.Id)!.Name == "Beside" && Second.FindMerchant(merchant.Id)!.Name == "Beside"), "both silos know the new name");
        Assert.True(await First.ChangeMerchantAsync(merchant with { Name = "After" }, None));
        Assert.Equal("After", Second.FindMerchant(merchant.Id)!.Name);
    }

    [Fact]
    public async Task Silo_ReadsWhatItMissed_WhenItRenewsItsSubscription()
    {
        await using StoreOnSilo third = await StoreOnSilo.StartAsync(cluster.Services(0));
        await cluster.Grains.GetGrain<ICatalogGrain>(0).LeaveAsync(third.Subscription.Id);
        Merchant merchant = await First.AddMerchantAsync("Missed", None);
        Assert.Null(third.Store.FindMerchant(merchant.Id));

        await third.Subscription.RenewAsync(None);

        Assert.Equal(merchant, third.Store.FindMerchant(merchant.Id));
        Assert.True(await Second.ChangeMerchantAsync(merchant with { Name = "Heard" }, None));
        Assert.Equal("Heard", third.Store.FindMerchant(merchant.Id)!.Name);
    }

    [Fact]
    public async Task Change_WaitsTwoSecondsAtMost_ForASiloThatDoesNotAnswer()
    {
        var silent = new SilentObserver();
        IConfigurationObserver reference = cluster.Grains.CreateObjectReference<IConfigurationObserver>(silent);
        var silo = cluster.Services(0).GetRequiredService<ILocalSiloDetails>();
        await cluster.Grains.GetGrain<ICatalogGrain>(0).RenewAsync(new Subscriber("silent", silo.SiloAddress, reference), 0, stored: 0);

        long started = Stopwatch.GetTimestamp();
        Merchant merchant = await First.AddMerchantAsync("Patient", None);
        TimeSpan first = Stopwatch.GetElapsedTime(started);
        Assert.True(await First.ChangeMerchantAsync(merchant with { Name = "Done" }, None));
        TimeSpan second = Stopwatch.GetElapsedTime(started) - first;
        silent.Answer();

        Assert.InRange(first.TotalSeconds, 1.9, 10);
        Assert.InRange(second.TotalSeconds, 0, 1.9);
        Assert.Equal("Done", Second.FindMerchant(merchant.Id)!.Name);
        Assert.Equal(1, silent.Heard);
        GC.KeepAlive(silent);
    }

    [Fact]
    public async Task Catalog_ForgetsNothing_WhenItIsActivatedAnew()
    {
        ICatalogGrain catalog = cluster.Grains.GetGrain<ICatalogGrain>(0);
        long before = await catalog.NumberAsync(merchant: false);
        byte[] secret = await catalog.SecretAsync("kept", [1, 2, 3]);
        Merchant first = await First.AddMerchantAsync("First", None);

        await cluster.Cluster.DeactivateAsync(catalog.GetGrainId());

        Merchant second = await Second.AddMerchantAsync("Second", None);
        Assert.True(await catalog.NumberAsync(merchant: false) > before);
        Assert.True(second.Id > first.Id);
        Assert.Equal(secret, await catalog.SecretAsync("kept", [4]));
        Assert.Equal(second, First.FindMerchant(second.Id));
    }

    [Fact]
    public async Task Change_ThrowsAndLeavesLookups_WhenTheStorageFails_AndHeals()
    {
        Merchant merchant = await First.AddMerchantAsync("Storage", None);
        using (var file = new SqliteConnection($"Data Source={cluster.StateFile};Pooling=False"))
        {
            file.Open();
            Run(file, "CREATE TRIGGER broken BEFORE UPDATE ON states WHEN old.name = 'merchant' BEGIN SELECT RAISE(FAIL, 'disk I/O error'); END");
            IOException fault = await Assert.ThrowsAsync<IOException>(async () => await First.ChangeMerchantAsync(merchant with { Name = "Lost" }, None));
            Assert.StartsWith("cannot change the configuration", fault.Message);
            Assert.Equal(merchant, First.FindMerchant(merchant.Id));
            Run(file, "DROP TRIGGER broken");
        }

        Assert.True(await First.ChangeMerchantAsync(merchant with { Name = "Made" }, None));
        Assert.Equal("Made", Second.FindMerchant(merchant.Id)!.Name);
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private IConfigurationStore Store(int silo) => cluster.Services(silo).GetRequiredService<IConfigurationStore>();

    /// <summary>Silos that run the configuration by themselves.</summary>
    public sealed class OwnStoresCluster : ConfigurationCluster
    {
        /// <summary>The grains.</summary>
        public IGrainFactory Grains => Services(0).GetRequiredService<IGrainFactory>();

        /// <inheritdoc/>
        protected override bool OwnStores => true;
    }

    // As another activation of the grain does.
    private async Task WriteBesideAsync(int merchant, byte[]? document = null)
    {
        var storage = cluster.Services(0).GetRequiredKeyedService<IGrainStorage>(StreamNames.Storage);
        var state = new GrainState<MerchantState>(new MerchantState());
        GrainId grain = cluster.Grains.GetGrain<IMerchantGrain>(merchant).GetGrainId();
        await storage.ReadStateAsync(MerchantState.Name, grain, state);
        state.State.Version++;
        state.State.Document = document ?? state.State.Document;
        await storage.WriteStateAsync(MerchantState.Name, grain, state);
    }

    private sealed class SilentObserver : IConfigurationObserver
    {
        private readonly TaskCompletionSource _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int Heard { get; private set; }

        public Task ChangedAsync(int merchantId, long version, byte[] document)
        {
            Heard++;
            return _answer.Task;
        }

        public void Answer() => _answer.SetResult();
    }
}
