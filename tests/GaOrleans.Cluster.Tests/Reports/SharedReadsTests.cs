using GaOrleans.Cluster.Reports;

namespace GaOrleans.Cluster.Tests.Reports;

public sealed class SharedReadsTests
{
    private readonly List<TaskCompletionSource<int>> _reads = [];

    [Fact]
    public async Task WhatNeverChanges_IsReadOnce_ForAllWhoWantItAtATime()
    {
        var shared = new SharedReads<string, int>(Read, changes: false);
        Task<int>[] wanted = [.. Enumerable.Range(0, 5).Select(_ => shared.ReadAsync("a", default))];
        await BegunAsync(1);
        _reads[0].SetResult(7);
        Assert.All(await Task.WhenAll(wanted), value => Assert.Equal(7, value));
        await EmptyAsync(shared);
        Assert.Single(_reads);
    }

    [Fact]
    public async Task WhatChanges_IsReadAgain_OnceForAllWhoComeWhileItIsBeingRead()
    {
        var shared = new SharedReads<string, int>(Read, changes: true);
        Task<int> first = shared.ReadAsync("a", default);
        await BegunAsync(1);
        Task<int>[] second = [.. Enumerable.Range(0, 5).Select(_ => shared.ReadAsync("a", default))];
        _reads[0].SetResult(1);
        Assert.Equal(1, await first);
        await BegunAsync(2);
        Task<int> third = shared.ReadAsync("a", default);
        Task<int> other = shared.ReadAsync("b", default);
        await BegunAsync(3);
        _reads[2].SetResult(9);
        Assert.Equal(9, await other);
        _reads[1].SetException(new IOException("cannot read"));
        foreach (Task<int> one in second) await Assert.ThrowsAsync<IOException>(() => one);
        await BegunAsync(4);
        _reads[3].SetResult(3);
        Assert.Equal(3, await third);
        await EmptyAsync(shared);
    }

    [Fact]
    public async Task WhoGivesUp_LeavesTheOthersWaiting()
    {
        var shared = new SharedReads<string, int>(Read, changes: false);
        using var tired = new CancellationTokenSource();
        Task<int> first = shared.ReadAsync("a", tired.Token), second = shared.ReadAsync("a", default);
        await tired.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        await BegunAsync(1);
        _reads[0].SetResult(2);
        Assert.Equal(2, await second);
    }

    private static Task EmptyAsync(SharedReads<string, int> shared) => Eventually.HoldsAsync(() => Task.FromResult(shared.Count == 0), "nothing is remembered");

    private Task<int> Read(string key)
    {
        lock (_reads)
        {
            _reads.Add(new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously));
            return _reads[^1].Task;
        }
    }

    private Task BegunAsync(int count) => Eventually.HoldsAsync(
        () =>
        {
            lock (_reads) return Task.FromResult(_reads.Count == count);
        },
        $"{count} readings have begun");
}
