using System.Security.Claims;
using GaOrleans.Engine.Accounts;
using GaOrleans.Portal.Access;
using GaOrleans.Portal.Accounts;
using GaOrleans.TestKit.Records;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Logging.Abstractions;

namespace GaOrleans.Portal.Tests.Access;

/// <summary>Circuits end with the session in which they were begun.</summary>
public sealed class CircuitSessionTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Circuit_GoesOn_WhileTheSessionDoes()
    {
        await using var circuit = await TestCircuit.StartAsync();
        for (int i = 0; i < 3; i++)
        {
            Assert.True(await circuit.Session.GoesOnAsync(None));
            circuit.Clock.Advance(CircuitSession.Believed);
        }

        Assert.Null(circuit.Navigation.Left);
    }

    [Theory]
    [InlineData("stamp")]
    [InlineData("disabled")]
    [InlineData("deleted")]
    public async Task Circuit_EndsWithinSeconds_WhenTheSessionIsOver(string how)
    {
        await using var circuit = await TestCircuit.StartAsync();
        Assert.True(await circuit.Session.GoesOnAsync(None));
        await circuit.EndAsync(how);
        circuit.Clock.Advance(CircuitSession.Believed);
        bool done = false;
        Assert.False(await circuit.Session.GoesOnAsync(None));
        await circuit.Session.CreateInboundActivityHandler(_ =>
        {
            done = true;
            return Task.CompletedTask;
        })(null!);
        Assert.False(done, "what the browser sent after the end was done");
        Assert.Equal("http://localhost/sites/shop.example", circuit.Navigation.Left);
    }

    [Fact]
    public async Task Circuit_EndsAfterNinetyDays_WhateverIsDone()
    {
        await using var circuit = await TestCircuit.StartAsync();
        circuit.Clock.Advance(Sessions.Longest);
        Assert.False(await circuit.Session.GoesOnAsync(None));
    }

    [Fact]
    public async Task Circuit_OfASharedPage_GoesOnWithoutASession()
    {
        await using var circuit = await TestCircuit.StartAsync(signedIn: false);
        circuit.Clock.Advance(TimeSpan.FromDays(1));
        Assert.True(await circuit.Session.GoesOnAsync(None));
    }

    private sealed class TestCircuit : IAsyncDisposable
    {
        private TestCircuit(AccountStore accounts, ShiftedClock clock, User user, CircuitSession session, TestNavigation navigation) =>
            (Accounts, Clock, User, Session, Navigation) = (accounts, clock, user, session, navigation);

        public AccountStore Accounts { get; }

        public ShiftedClock Clock { get; }

        public User User { get; }

        public CircuitSession Session { get; }

        public TestNavigation Navigation { get; }

        public static async Task<TestCircuit> StartAsync(bool signedIn = true)
        {
            var clock = new ShiftedClock();
            var accounts = new AccountStore(new InMemoryRecordStore(), clock);
            User user = (await accounts.AddAsync(new User { Email = "ann@shop.example", SecurityStamp = "first" }, None))!;
            Claim[] claims = [new(ClaimTypes.NameIdentifier, user.Id), new("ga:stamp", "first"), new("ga:since", clock.GetUtcNow().ToUnixTimeMilliseconds().ToString(null, null))];
            var principal = signedIn ? new ClaimsPrincipal(new ClaimsIdentity(claims, "test")) : new ClaimsPrincipal(new ClaimsIdentity());
            var navigation = new TestNavigation();
            var session = new CircuitSession(new CircuitScope(), new Sessions(accounts, clock), new FixedState(principal), navigation, clock, NullLogger<CircuitSession>.Instance);
            return new TestCircuit(accounts, clock, user, session, navigation);
        }

        public async Task EndAsync(string how)
        {
            User user = (await Accounts.FindAsync(User.Id, None))!;
            if (how == "deleted") Assert.Equal(UserDeletion.Done, await Accounts.DeleteAsync(user.Id, None));
            else Assert.NotNull(await Accounts.ChangeAsync(how == "disabled" ? user with { IsDisabled = true } : user with { SecurityStamp = "second" }, None));
        }

        public ValueTask DisposeAsync() => Session.DisposeAsync();
    }

    private sealed class FixedState(ClaimsPrincipal principal) : AuthenticationStateProvider
    {
        public override Task<AuthenticationState> GetAuthenticationStateAsync() => Task.FromResult(new AuthenticationState(principal));
    }

    private sealed class TestNavigation : NavigationManager
    {
        public TestNavigation() => Initialize("http://localhost/", "http://localhost/sites/shop.example");

        public string? Left { get; private set; }

        protected override void NavigateToCore(string uri, NavigationOptions options) => Left = options.ForceLoad ? uri : null;
    }
}
