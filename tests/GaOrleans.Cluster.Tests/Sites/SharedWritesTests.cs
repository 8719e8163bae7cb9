using GaOrleans.Cluster.Sites;
using GaOrleans.Cluster.Tests.Buckets;

namespace GaOrleans.Cluster.Tests.Sites;

public sealed class SharedWritesTests
{
    [Fact]
    public void Changes_ShareTheNextWrite_WhenOneIsUnderWay()
    {
        var loop = new TurnLoop();
        int written = 0;
        var writes = new SharedWrites(() =>
        {
            written++;
            return loop.Gate();
        });
        Task[] callers = new Task[5];
        for (int i = 0; i < callers.Length; i++)
        {
            writes.Changed();
            callers[i] = loop.Start(() => writes.StoredAsync().AsTask());
        }

        Assert.Equal((1, 1), (written, loop.Waiting));
        loop.Open(0);
        Assert.Equal([true, false, false, false, false], callers.Select(caller => caller.IsCompletedSuccessfully));
        Assert.Equal((2, 1), (written, loop.Waiting));
        loop.Open(0);
        Assert.All(callers, caller => Assert.True(caller.IsCompletedSuccessfully));
        Assert.True(loop.Start(() => writes.StoredAsync().AsTask()).IsCompletedSuccessfully);
        Assert.Equal(2, written);
    }

    [Fact]
    public async Task Change_IsWrittenLater_WhenTheWriteFails()
    {
        int failures = 1, written = 0;
        var writes = new SharedWrites(() =>
        {
            if (failures-- > 0) throw new IOException("out of order");
            written++;
            return Task.CompletedTask;
        });
        writes.Changed();
        await Assert.ThrowsAsync<IOException>(async () => await writes.StoredAsync());
        await writes.StoredAsync();
        Assert.Equal(1, written);
    }
}
