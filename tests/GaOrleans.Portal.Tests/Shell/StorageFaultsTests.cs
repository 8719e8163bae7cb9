using GaOrleans.Portal.Shell;
using Microsoft.Extensions.Logging.Abstractions;

namespace GaOrleans.Portal.Tests.Shell;

/// <summary>What pages that stand open make of storage that is briefly away.</summary>
public sealed class StorageFaultsTests
{
    private static readonly StorageFaults Faults = new(NullLogger<StorageFaults>.Instance);

    [Fact]
    public async Task Round_IsMade_OnlyWhenTheRightIsThere()
    {
        Assert.True(await StorageFaults.AllowsRoundAsync(() => ValueTask.FromResult(true)));
        Assert.False(await StorageFaults.AllowsRoundAsync(() => ValueTask.FromResult(false)));
        Assert.False(await StorageFaults.AllowsRoundAsync(() => throw new IOException("/data/records is away")));
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await StorageFaults.AllowsRoundAsync(() => throw new InvalidOperationException("a mistake")));
    }

    [Fact]
    public async Task Click_IsToldOfStorage_WithoutNamesOfFiles()
    {
        Assert.Null(await Faults.TryAsync(() => Task.CompletedTask, "It was not done"));
        string? told = await Faults.TryAsync(() => throw new IOException("/data/records is away"), "It was not done");
        Assert.Equal("It was not done: storage does not answer at the moment. Please try again.", told);
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await Faults.TryAsync(() => throw new InvalidOperationException("a mistake"), "It was not done"));
    }
}
