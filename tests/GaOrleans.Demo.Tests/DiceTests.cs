using GaOrleans.Demo.Traffic;

namespace GaOrleans.Demo.Tests;

public sealed class DiceTests
{
    [Fact]
    public void Dice_AreTheSame_OnEveryMachine()
    {
        var dice = Dice.For(1, "demo.example", 2);
        var first = (dice.Next(), dice.Next());
        var again = Dice.For(1, "demo.example", 2);
        Assert.Equal(first, (again.Next(), again.Next()));
        // SplitMix64's published first values for seed 1234567.
        var known = new Dice(1234567);
        Assert.Equal([6457827717110365317UL, 3203168211198807973UL, 9817491932198370423UL], new[] { known.Next(), known.Next(), known.Next() });
    }

    [Fact]
    public void Dice_Differ_WhenSeedTextOrNumberDiffers()
    {
        ulong[] all = [Dice.For(1, "a", 1).Next(), Dice.For(2, "a", 1).Next(), Dice.For(1, "b", 1).Next(), Dice.For(1, "a", 2).Next()];
        Assert.Equal(4, all.Distinct().Count());
    }

    [Fact]
    public void Count_HasTheMeanThatIsExpected()
    {
        var dice = new Dice(5);
        Assert.InRange(Enumerable.Range(0, 20_000).Average(_ => dice.Count(3.5)), 3.4, 3.6);
        Assert.Equal(0, dice.Count(0));
    }

    [Fact]
    public void Zipf_DrawsTheFirstTwiceAsOftenAsTheSecond()
    {
        var dice = new Dice(6);
        var table = Weighted<int>.Zipf(Enumerable.Range(1, 100));
        var drawn = Enumerable.Range(0, 100_000).Select(_ => table.Draw(dice)).CountBy(number => number).ToDictionary();
        Assert.InRange(drawn[1] / (double)drawn[2], 1.9, 2.1);
        Assert.InRange(drawn[1] / (double)drawn[10], 8.5, 11.5);
    }
}
