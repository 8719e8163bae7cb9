using GaOrleans.Portal.Dashboard.Filters;
using GaOrleans.Portal.Dashboard.Views;
using GaOrleans.Portal.Settings;
using GaOrleans.Portal.Sharing;

namespace GaOrleans.Portal.Tests.Sharing;

/// <summary>Shared links as they are filled in.</summary>
public sealed class ShareDraftTests
{
    private const string Zone = "Europe/Berlin";

    [Fact]
    public void Make_GivesWhatWasFilledIn_AndOfReadsItBack()
    {
        var draft = new ShareDraft { Name = "Agency", Password = "open sesame", LastDay = new DateOnly(2026, 7, 31), Segment = 7, Period = new ViewPeriod(PeriodKind.Last30Days), Embeds = true, Origins = "https://A.example\nhttp://localhost:8080" };
        draft.Locks.Add(new ShareLock { Dimension = "visit:country", Values = "de, fr" });
        draft.Panels.Remove("goals");
        SharedLink link = draft.Make(null, Zone, (_, password) => "hash of " + password, out string? error)!;
        Assert.Null(error);
        Assert.Equal("hash of open sesame", link.PasswordHash);
        // The end of the day by the site's clock, which is two hours ahead in summer.
        Assert.Equal(new DateTimeOffset(2026, 7, 31, 22, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds(), link.ExpiresMs);
        Assert.Equal(["https://a.example", "http://localhost:8080"], link.Origins);
        Assert.Equal(["is,segment,7", "is,visit:country,DE,FR"], link.Limits.Locked.Select(FilterCode.Write));
        SharedLink again = ShareDraft.Of("Agency", SharedLinkJson.Read(SharedLinkJson.Write(link))!, Zone).Make(link, Zone, (_, _) => "another", out _)!;
        Assert.Equal(SharedLinkJson.Write(link), SharedLinkJson.Write(again));
    }

    [Theory]
    [InlineData("event:goal", "Buy")]
    [InlineData("visit:country", "Germany")]
    [InlineData("event:page", " , ")]
    public void Make_Refuses_ConditionsThatCannotBeHeldTo(string dimension, string values)
    {
        var draft = new ShareDraft { Name = "Agency" };
        draft.Locks.Add(new ShareLock { Dimension = dimension, Values = values });
        Assert.Null(draft.Make(null, Zone, (_, _) => "", out string? error));
        Assert.NotNull(error);
    }

    [Theory]
    [InlineData("")]
    [InlineData("*")]
    [InlineData("https://a.example\nhttps://b.example/path")]
    public void Make_Refuses_OriginsThatAreNone(string origins)
    {
        var draft = new ShareDraft { Name = "Agency", Embeds = true, Origins = origins };
        Assert.Null(draft.Make(null, Zone, (_, _) => "", out string? error));
        Assert.NotNull(error);
    }
}
