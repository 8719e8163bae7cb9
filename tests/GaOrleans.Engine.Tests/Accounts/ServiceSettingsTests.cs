using GaOrleans.Engine.Accounts;

namespace GaOrleans.Engine.Tests.Accounts;

public sealed class ServiceSettingsTests : AccountFixture
{
    [Fact]
    public async Task Values_AreTheDefaults_UntilTheyAreSet()
    {
        var settings = new ServiceSettings(Records);
        Assert.Equal(new ServiceValues(), await settings.GetAsync(None));

        var wanted = new ServiceValues { InvitationOnly = false, DefaultSites = null, DefaultMonthlyHits = 1_000_000, Announcement = "Ünder \"maintenance\"", Sharing = false, Sending = false };
        ServiceValues set = (await settings.PutAsync(wanted, None))!;

        Assert.Equal(wanted with { Version = set.Version }, await new ServiceSettings(Records).GetAsync(None));
        Assert.Null(await settings.PutAsync(wanted, None));
        Assert.NotNull(await settings.PutAsync(set with { Announcement = null }, None));
        Assert.Null((await settings.GetAsync(None)).Announcement);
    }

    [Fact]
    public async Task Put_RefusesNonsense()
    {
        var settings = new ServiceSettings(Records);
        await Assert.ThrowsAsync<ArgumentException>(async () => await settings.PutAsync(new ServiceValues { DefaultSites = -1 }, None));
        await Assert.ThrowsAsync<ArgumentException>(async () => await settings.PutAsync(new ServiceValues { DefaultMonthlyHits = -1 }, None));
        await Assert.ThrowsAsync<ArgumentException>(async () => await settings.PutAsync(new ServiceValues { Announcement = new string('x', 501) }, None));
    }

    [Theory]
    [InlineData("{", "damaged")]
    [InlineData("{\"v\":2,\"value\":{}}", "later version")]
    [InlineData("{\"v\":1}", "empty")]
    public async Task Get_SaysWhatToDo_WhenTheRecordCannotBeRead(string json, string why)
    {
        await Records.PutAsync("service", "settings", json, 0, None);
        IOException fault = await Assert.ThrowsAsync<IOException>(async () => await new ServiceSettings(Records).GetAsync(None));
        Assert.Contains(why, fault.Message, StringComparison.Ordinal);
    }
}
