using System.Collections.Concurrent;

namespace GaOrleans.TestKit.Running;

/// <summary>Which events were sent, and which of them were acknowledged.</summary>
public sealed class Ledger
{
    private readonly ConcurrentDictionary<int, bool> _events = new();
    private int _last;

    /// <summary>All events, with whether they were acknowledged.</summary>
    public IReadOnlyDictionary<int, bool> Events => _events;

    /// <summary>Takes numbers for so many events.</summary>
    public int[] Take(int count)
    {
        int first = Interlocked.Add(ref _last, count) - count;
        int[] numbers = [.. Enumerable.Range(first, count)];
        foreach (int number in numbers) _events[number] = false;
        return numbers;
    }

    /// <summary>Writes down that events were acknowledged.</summary>
    public void Acknowledge(int[] numbers)
    {
        foreach (int number in numbers) _events[number] = true;
    }

    /// <summary>The page and the name that tell an event from all others. Few enough different ones of each that no report folds them.</summary>
    public static (string Page, string Name) MarksOf(int number) => ($"/p{number / 1000}", $"e{number % 1000}");
}
