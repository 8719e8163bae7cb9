using GaOrleans.Core.Reports;
using GaOrleans.Engine.Configuration;
using GaOrleans.Portal.Settings;
using GaOrleans.TestKit.Configuration;

namespace GaOrleans.Portal.Tests.Settings;

/// <summary>Goals that are made and changed, and what stands in the way.</summary>
public sealed class GoalChangeTests : IAsyncLifetime
{
    private readonly InMemoryConfigurationStore _store = new();
    private int _site;

    public async Task InitializeAsync()
    {
        Merchant merchant = await _store.AddMerchantAsync("Shop", CancellationToken.None);
        _site = (await _store.AddSiteAsync(merchant.Id, "shop.example", "Etc/UTC", "EUR", CancellationToken.None))!.Id;
    }

    public Task DisposeAsync()
    {
        _store.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Goal_KeepsItsName_WhenItIsReachedBySomethingElse()
    {
        Goal before = await PutAsync("Signup", "Joined");
        Goal wanted = GoalRules.Make(isPage: true, "/thanks", "Joined", null, null);
        Assert.Null(GoalChange.ProblemOf(_store.GoalsOf(_site), before, wanted));
        Assert.True(await GoalChange.MakeAsync(_store, _site, before, wanted, CancellationToken.None));
        Goal only = Assert.Single(_store.GoalsOf(_site));
        Assert.Equal(("Joined", "/thanks", null), (only.DisplayName, only.PagePath, only.EventName));
    }

    [Fact]
    public async Task Goal_KeepsItsNumber_WhenOnlyItsNameChanges()
    {
        Goal before = await PutAsync("Signup", "Joined");
        Assert.True(await GoalChange.MakeAsync(_store, _site, before, GoalRules.Make(isPage: false, "Signup", "Member", null, null), CancellationToken.None));
        Goal only = Assert.Single(_store.GoalsOf(_site));
        Assert.Equal((before.Id, "Member"), (only.Id, only.DisplayName));
    }

    [Fact]
    public async Task Problem_NamesTheGoalThatIsThere_InsteadOfReplacingIt()
    {
        await PutAsync("Signup", "Joined");
        Goal other = await PutAsync("Purchase", "Bought");
        IReadOnlyList<Goal> goals = _store.GoalsOf(_site);
        Assert.Equal("There is a goal for this already: Joined.", GoalChange.ProblemOf(goals, null, GoalRules.Make(isPage: false, "Signup", "New", null, null)));
        Assert.Equal("There is a goal for this already: Joined.", GoalChange.ProblemOf(goals, other, GoalRules.Make(isPage: false, "Signup", "Bought", null, null)));
        Assert.Equal(GoalChange.Taken, GoalChange.ProblemOf(goals, other, GoalRules.Make(isPage: false, "Purchase", "Joined", null, null)));
    }

    [Fact]
    public async Task Goal_IsAsBefore_WhenTheStoreRefusesTheNewOne()
    {
        await PutAsync("Signup", "Joined");
        Goal before = await PutAsync("Purchase", "Bought");
        Assert.False(await GoalChange.MakeAsync(_store, _site, before, GoalRules.Make(isPage: true, "/thanks", "Joined", null, null), CancellationToken.None));
        Assert.Equal(["Bought", "Joined"], _store.GoalsOf(_site).Select(goal => goal.DisplayName).Order(StringComparer.Ordinal));
    }

    private async Task<Goal> PutAsync(string name, string shown) =>
        (await _store.PutGoalAsync(_site, GoalRules.Make(isPage: false, name, shown, null, null), CancellationToken.None))!;
}
