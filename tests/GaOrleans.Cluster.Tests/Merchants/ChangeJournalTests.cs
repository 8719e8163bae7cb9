using GaOrleans.Cluster.Merchants;

namespace GaOrleans.Cluster.Tests.Merchants;

public sealed class ChangeJournalTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void KnownTo_StopsBeforeTheFirstChangeThatIsUnderWay()
    {
        var journal = new ChangeJournal([], 10, Now);
        long first = journal.Begin(1, Now), second = journal.Begin(2, Now), third = journal.Begin(1, Now);
        Assert.Equal((11, 12, 13), (first, second, third));

        journal.End(second, 5);
        Assert.Equal(10, journal.KnownTo(Now));
        journal.End(first, 3);
        Assert.Equal(12, journal.KnownTo(Now));
        Assert.Equal([new ChangeMark(12, 2, 5), new ChangeMark(13, 1, 0)], journal.After(11)!);
        Assert.Equal(13, journal.KnownTo(Now + ChangeJournal.Abandoned));
    }

    [Fact]
    public void After_IsUnknown_WhenItReachesFurtherBackThanTheJournal()
    {
        var journal = new ChangeJournal([new ChangeMark(7, 1, 2), new ChangeMark(8, 2, 0)], 8, Now);

        Assert.Null(journal.After(5));
        Assert.Equal(2, journal.After(6)!.Length);
        Assert.Empty(journal.After(8)!);
        Assert.Empty(new ChangeJournal([], 0, Now).After(0)!);
        Assert.Null(new ChangeJournal([], 5, Now).After(4));
    }

    [Fact]
    public void ToStore_KeepsTheLatestAndAllThatAreNotOver()
    {
        var journal = new ChangeJournal([], 0, Now);
        for (int i = 1; i <= 1_000; i++) journal.Begin(i, Now);
        for (int i = 1; i <= 1_000; i++)
        {
            if (i != 500) journal.End(i, 1);
        }

        Assert.Equal(Enumerable.Range(500, 501).Select(i => (long)i), journal.ToStore(Now).Select(mark => mark.Number));
        journal.End(500, 1);
        Assert.Equal(ChangeJournal.MostStored, journal.ToStore(Now).Length);
    }

    [Fact]
    public void Journal_IsBounded()
    {
        var journal = new ChangeJournal([], 0, Now);
        for (int i = 0; i < 3 * ChangeJournal.MostKept; i++) journal.End(journal.Begin(1, Now), 1);

        Assert.Null(journal.After(0));
        Assert.InRange(journal.After(journal.Last - 10_000)!.Length, 10_000, 10_000);
    }
}
