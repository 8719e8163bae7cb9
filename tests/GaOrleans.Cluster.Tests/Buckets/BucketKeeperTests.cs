using GaOrleans.Cluster.Buckets;
using GaOrleans.Cluster.Storage;
using GaOrleans.Engine.Storage;
using Orleans.Storage;

namespace GaOrleans.Cluster.Tests.Buckets;

public sealed class BucketKeeperTests
{
    private readonly BucketWorld _world = new(seed: 1);

    [Fact]
    public async Task Keeper_CountsOnce_WhenABundleComesAgain()
    {
        BucketKeeper keeper = await _world.LoadAsync();
        Append(5);
        await DeliverAsync(keeper, 0, 3);
        await DeliverAsync(keeper, 0, 3);
        await DeliverAsync(keeper, 1, 5);
        Assert.Equal(_world.Expected(), await ContentAsync(keeper));
    }

    [Fact]
    public async Task Keeper_FetchesWhatItMissed_WhenABundleIsNotTheNext()
    {
        BucketKeeper keeper = await _world.LoadAsync();
        Append(6);
        await DeliverAsync(keeper, 4, 6);
        await DeliverAsync(keeper, 0, 4);
        Assert.Equal(_world.Expected(), await ContentAsync(keeper));
    }

    [Fact]
    public async Task Keeper_FetchesAllThatItMissed_WhenThatIsMoreThanOneAnswerTakes()
    {
        _world.MostCaughtUpAtOnce = 2;
        BucketKeeper keeper = await _world.LoadAsync();
        Append(9);
        await DeliverAsync(keeper, 8, 9);
        Assert.Equal(_world.Expected(), await ContentAsync(keeper));
        // What was fetched before the last answer is saved: it may be much.
        Assert.InRange(keeper.Unsaved, 1, 2);
    }

    [Fact]
    public async Task Keeper_HasAllThatWasLogged_WhenThatIsMoreThanOneAnswerTakesAfterACrash()
    {
        Append(7);
        _world.MostCaughtUpAtOnce = 2;
        BucketKeeper keeper = await _world.LoadAsync();
        Assert.Equal(_world.Expected(), await ContentAsync(keeper));
    }

    [Fact]
    public async Task Keeper_HasAllThatWasLogged_WhenItIsLoadedAfterACrash()
    {
        BucketKeeper first = await _world.LoadAsync();
        Append(4);
        await DeliverAsync(first, 0, 2);
        await first.SaveAsync();
        await DeliverAsync(first, 2, 4);
        BucketKeeper second = await _world.LoadAsync();
        Assert.Equal(_world.Expected(), await ContentAsync(second));
    }

    [Fact]
    public async Task Keeper_NotesTheBucketInTheIndex_BeforeAHitCounts()
    {
        BucketKeeper keeper = await _world.LoadAsync();
        Append(1);
        _world.Step = step => step == "opened" ? throw new TimeoutException("the index does not answer") : Task.CompletedTask;
        await Assert.ThrowsAsync<TimeoutException>(() => DeliverAsync(keeper, 0, 1));
        Assert.Equal(0, (await keeper.ReadAsync(0)).Rows);
        _world.Step = static _ => Task.CompletedTask;
        await DeliverAsync(keeper, 0, 1);
        Assert.Equal([0L], _world.Index.List(long.MinValue, long.MaxValue).Select(bucket => bucket.SealedVersion));
        Assert.Equal(1, (await keeper.ReadAsync(0)).Rows);
    }

    [Fact]
    public async Task Applied_WaitsForTheWatermark_AndTellsDuplicates()
    {
        BucketKeeper keeper = await _world.LoadAsync();
        _world.Append(TestHits.Make(1, eventId: 9));
        long first = _world.Append(TestHits.Make(2, eventId: 9));
        long last = _world.Append(TestHits.Make(3));
        ValueTask<int> waiting = keeper.AppliedAsync(new AppendedRange(BucketWorld.Partition, first, last), CancellationToken.None);
        await DeliverAsync(keeper, 0, 2);
        Assert.False(waiting.IsCompleted);
        await DeliverAsync(keeper, 2, 3);
        Assert.Equal(1, await waiting);
        Assert.Equal(0, await keeper.AppliedAsync(new AppendedRange(BucketWorld.Partition, last, last), CancellationToken.None));
    }

    [Fact]
    public async Task Applied_GivesUp_WhenTheCallerDoes()
    {
        BucketKeeper keeper = await _world.LoadAsync();
        using var giveUp = new CancellationTokenSource();
        ValueTask<int> waiting = keeper.AppliedAsync(new AppendedRange(BucketWorld.Partition, 5, 5), giveUp.Token);
        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await waiting);
        Assert.False(keeper.IsAwaited);
    }

    [Fact]
    public async Task Keeper_GoesOnBehindPoison_AndKeepsIt()
    {
        BucketKeeper keeper = await _world.LoadAsync();
        Append(2);
        long poison = _world.AppendPoison();
        Append(2);
        await DeliverAsync(keeper, 0, 5);
        Assert.Equal(_world.Expected(), await ContentAsync(keeper));
        Assert.Equal((poison, BucketWorld.Partition, BucketWorld.Name), (_world.Letters.Single().Offset, _world.Letters[0].Partition, _world.Letters[0].Stream));
    }

    [Fact]
    public async Task Keeper_KeepsTheHitOfAnotherBucket_AsPoison()
    {
        BucketKeeper keeper = await _world.LoadAsync();
        _world.Append(TestHits.Make(1) with { Site = 8 });
        await DeliverAsync(keeper, 0, 1);
        Assert.Contains("another site", _world.Letters.Single().Reason, StringComparison.Ordinal);
        Assert.Equal(0, (await keeper.ReadAsync(0)).Rows);
    }

    [Fact]
    public async Task Keeper_FetchesTheHits_WhenABundleIsMalformed()
    {
        BucketKeeper keeper = await _world.LoadAsync();
        Append(3);
        (long last, byte[] bundle) = _world.Bundle(0, 3);
        bundle[0] = 99;
        await keeper.DeliverAsync(BucketWorld.Partition, last, bundle);
        Assert.Equal(_world.Expected(), await ContentAsync(keeper));
        Assert.Empty(_world.Letters);
    }

    [Fact]
    public async Task Read_GivesBytesOnlyWhenTheVersionIsNew_AndEncodesOnceForAll()
    {
        BucketKeeper keeper = await _world.LoadAsync();
        Assert.Equal(new BucketReading(0, null, Sealed: false, 0), await keeper.ReadAsync(0));
        Append(2);
        await DeliverAsync(keeper, 0, 1);
        BucketReading one = await keeper.ReadAsync(0), again = await keeper.ReadAsync(0);
        Assert.Same(one.Bytes, again.Bytes);
        Assert.Null((await keeper.ReadAsync(one.Version)).Bytes);
        await DeliverAsync(keeper, 1, 2);
        BucketReading two = await keeper.ReadAsync(one.Version);
        Assert.NotNull(two.Bytes);
        Assert.NotEqual(one.Version, two.Version);
    }

    [Fact]
    public async Task Save_MovesLargeRowsToABlob_AndDeletesTheOneBefore()
    {
        BucketKeeper keeper = await _world.LoadAsync();
        Append(1);
        await DeliverAsync(keeper, 0, 1);
        await keeper.SaveAsync();
        Assert.NotNull(_world.Stored!.Inline);
        Append(200);
        await DeliverAsync(keeper, 1, 100);
        await keeper.SaveAsync();
        await DeliverAsync(keeper, 100, 201);
        await keeper.SaveAsync();
        Assert.Null(_world.Stored.Inline);
        Assert.Equal([_world.Stored.Blob!], _world.Blobs.Keys);
        Assert.Equal(3, _world.Stored.Version);
        Assert.Equal(_world.Expected(), _world.StoredContent());
    }

    [Theory]
    [InlineData("put")]
    [InlineData("before write")]
    public async Task Save_SucceedsLater_WhenTheStorageFailed(string fails)
    {
        BucketKeeper keeper = await _world.LoadAsync();
        Append(200);
        await DeliverAsync(keeper, 0, 200);
        _world.Step = step => step == fails ? throw new IOException("out of order") : Task.CompletedTask;
        await Assert.ThrowsAsync<IOException>(async () => await keeper.SaveAsync());
        Assert.True(keeper.Unsaved > 0);
        Assert.Equal(-1, _world.SavedThrough);
        _world.Step = static _ => Task.CompletedTask;
        await keeper.SaveAsync();
        Assert.Equal(0, keeper.Unsaved);
        Assert.Equal([_world.Stored!.Blob!], _world.Blobs.Keys);
    }

    [Fact]
    public async Task Save_LosesItsMemory_WhenAFailedWriteWasStoredAfterAll()
    {
        BucketKeeper keeper = await _world.LoadAsync();
        Append(200);
        await DeliverAsync(keeper, 0, 200);
        _world.Step = step => step == "after write" ? throw new IOException("no answer") : Task.CompletedTask;
        await Assert.ThrowsAsync<IOException>(async () => await keeper.SaveAsync());
        _world.Step = static _ => Task.CompletedTask;
        ValueTask<int> waiting = keeper.AppliedAsync(new AppendedRange(BucketWorld.Partition, long.MaxValue, long.MaxValue), CancellationToken.None);
        await Assert.ThrowsAsync<InconsistentStateException>(async () => await keeper.SaveAsync());
        Assert.True(keeper.Lost);
        await Assert.ThrowsAsync<IOException>(async () => await waiting);
        await Assert.ThrowsAsync<IOException>(async () => await keeper.ReadAsync(0));
        Assert.Equal(_world.Expected(), await ContentAsync(await _world.LoadAsync()));
    }

    [Fact]
    public async Task Deliveries_WaitForTheStorage_WhenTooMuchIsUnsaved()
    {
        var world = new BucketWorld(seed: 2, new GaClusterOptions { DirtyHits = 1 });
        BucketKeeper keeper = await world.LoadAsync();
        for (int i = 0; i < 6; i++) world.Append(TestHits.Make(i));
        (long last, byte[] bundle) = world.Bundle(0, 5);
        await keeper.DeliverAsync(BucketWorld.Partition, last, bundle);
        world.Step = step => step == "before write" ? throw new IOException("out of order") : Task.CompletedTask;
        (last, bundle) = world.Bundle(5, 6);
        await Assert.ThrowsAsync<IOException>(async () => await keeper.DeliverAsync(BucketWorld.Partition, last, bundle));
        Assert.Equal(5, (await keeper.ReadAsync(0)).Rows);
    }

    [Fact]
    public async Task Seal_WaitsForTheGraceTime_AndALateHitOpensAgain()
    {
        BucketKeeper keeper = await _world.LoadAsync();
        Append(2);
        await DeliverAsync(keeper, 0, 1);
        Assert.False(await keeper.SealAsync());
        _world.Clock.Seconds = keeper.SealsAt;
        Assert.True(await keeper.SealAsync());
        Assert.Equal(_world.Stored!.Version, _world.Index.List(long.MinValue, long.MaxValue).Single().SealedVersion);
        Assert.True(_world.Stored.Sealed);
        BucketKeeper next = await _world.LoadAsync();
        Assert.Equal(0, _world.Index.List(long.MinValue, long.MaxValue).Single().SealedVersion);
        Assert.Equal(_world.Expected(), await ContentAsync(next));
        Assert.True(await next.SealAsync());
        Assert.Equal(_world.Expected(), _world.StoredContent());
    }

    [Fact]
    public async Task Seal_RemovesBlobsThatNobodyRefersTo()
    {
        BucketKeeper keeper = await _world.LoadAsync();
        Append(200);
        await DeliverAsync(keeper, 0, 200);
        await _world.PutAsync(BucketBlobs.NameOf(BucketWorld.Key, 1, 77), new byte[3], CancellationToken.None);
        _world.Clock.Seconds = keeper.SealsAt;
        Assert.True(await keeper.SealAsync());
        Assert.Equal([_world.Stored!.Blob!], _world.Blobs.Keys);
    }

    [Fact]
    public async Task Keeper_SaysThatItIsDamaged_AndKeepsTheBytesAndGoesOnCounting()
    {
        BucketKeeper first = await _world.LoadAsync();
        Append(2);
        await DeliverAsync(first, 0, 2);
        await first.SaveAsync();
        byte[] damaged = _world.Stored!.Inline!;
        _world.Damage();
        BucketKeeper second = await _world.LoadAsync();
        await Assert.ThrowsAsync<DamagedBucketException>(async () => await second.ReadAsync(0));
        Append(1);
        await DeliverAsync(second, 2, 3);
        await second.SaveAsync();
        Assert.Equal(damaged, _world.Blobs[_world.Stored.Damaged!]);
        Assert.Equal(1, _world.Stored.Rows);
        BucketKeeper third = await _world.LoadAsync();
        await Assert.ThrowsAsync<DamagedBucketException>(async () => await third.ReadAsync(0));
        Assert.Single(_world.Blobs);
    }

    [Fact]
    public async Task Keeper_LoadsTheNewerState_WhenTheActivationBeforeSavedAfterTheReading()
    {
        BucketKeeper first = await _world.LoadAsync();
        Append(400);
        await DeliverAsync(first, 0, 200);
        await first.SaveAsync();
        StoredBucketState read = _world.StoredNow();
        Assert.NotNull(read.Blob);
        await DeliverAsync(first, 200, 400);
        await first.SaveAsync();
        BucketWorld.States states = _world.NewStates();
        var second = new BucketKeeper(BucketWorld.Key, states, _world.Services);
        await second.LoadAsync(read);
        Assert.Equal(_world.Expected(), await ContentAsync(second));
        Assert.Equal([_world.Stored!.Blob!], _world.Blobs.Keys);
        Append(1);
        await DeliverAsync(second, 400, 401);
        await second.SaveAsync();
        Assert.Null(_world.Stored.Damaged);
    }

    [Fact]
    public async Task Keeper_DropsHits_WhenTheSiteIsDeleted()
    {
        _world.SiteDeleted = true;
        BucketKeeper keeper = await _world.LoadAsync();
        Append(3);
        await DeliverAsync(keeper, 0, 3);
        (long last, _) = _world.Bundle(0, 3);
        Assert.Equal(0, await keeper.AppliedAsync(new AppendedRange(BucketWorld.Partition, last, last), CancellationToken.None));
        Assert.Equal(0, (await keeper.ReadAsync(0)).Rows);
        await keeper.SaveAsync();
        Assert.Null(_world.Stored);
        Assert.Equal(last, _world.SavedThrough);
    }

    [Fact]
    public async Task Delete_RemovesStateAndBlobs_AndTakesNothingMore()
    {
        BucketKeeper keeper = await _world.LoadAsync();
        Append(200);
        await DeliverAsync(keeper, 0, 199);
        await keeper.SaveAsync();
        await keeper.DeleteAsync();
        await DeliverAsync(keeper, 199, 200);
        await keeper.SaveAsync();
        Assert.Null(_world.Stored);
        Assert.Empty(_world.Blobs);
        Assert.Equal(0, (await keeper.ReadAsync(0)).Rows);
    }

    [Fact]
    public async Task Checkpoint_CatchesUpAndTellsWhatIsSaved()
    {
        BucketKeeper keeper = await _world.LoadAsync();
        Append(3);
        (long last, _) = _world.Bundle(0, 3);
        Assert.Equal(last, await keeper.CheckpointAsync(BucketWorld.Partition, last));
        Assert.Equal(_world.Expected(), _world.StoredContent());
        int etag = _world.ETag;
        Assert.Equal(last, await keeper.CheckpointAsync(BucketWorld.Partition, last));
        Assert.Equal(etag, _world.ETag);
    }

    private void Append(int hits)
    {
        for (int i = 0; i < hits; i++) _world.Append(TestHits.Make(_world.LogLength));
    }

    private async Task DeliverAsync(BucketKeeper keeper, int from, int to)
    {
        (long last, byte[] bundle) = _world.Bundle(from, to);
        await keeper.DeliverAsync(BucketWorld.Partition, last, bundle);
    }

    private static async Task<byte[]> ContentAsync(BucketKeeper keeper) => BucketWorld.SealedForm((await keeper.ReadAsync(-1)).Bytes!);
}
