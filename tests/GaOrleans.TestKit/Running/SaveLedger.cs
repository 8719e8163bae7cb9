using System.Collections.Concurrent;
using Xunit;

namespace GaOrleans.TestKit.Running;

/// <summary>Of everything that can be saved: the number in it that was acknowledged last, and the one that was sent last.</summary>
public sealed class SaveLedger
{
    private readonly ConcurrentDictionary<string, (int Acknowledged, int Sent)> _saves = new(StringComparer.Ordinal);
    private readonly ConcurrentBag<string> _surprises = [];
    private int _acknowledged;

    /// <summary>How many saves were acknowledged.</summary>
    public int Acknowledged => _acknowledged;

    /// <summary>Answers that neither take nor put off.</summary>
    public IReadOnlyCollection<string> Surprises => _surprises;

    /// <summary>Writes down that something is about to be sent; by one caller for each name.</summary>
    public void Send(string name, int number) => _saves[name] = (_saves.GetValueOrDefault(name).Acknowledged, number);

    /// <summary>Writes down that it was acknowledged.</summary>
    public void Acknowledge(string name, int number)
    {
        _saves[name] = (number, number);
        Interlocked.Increment(ref _acknowledged);
    }

    /// <summary>Writes down an answer that should not be.</summary>
    public void Wonder(string answer) => _surprises.Add(answer);

    /// <summary>Asserts that everything has what was acknowledged last, or something sent after it.</summary>
    /// <param name="found">What is there now: name and number.</param>
    /// <param name="circumstances">For the failure's text.</param>
    public void Check(IReadOnlyDictionary<string, int> found, string circumstances)
    {
        Assert.True(_surprises.IsEmpty, $"{circumstances}: {string.Join('\n', _surprises.Take(5))}");
        foreach ((string name, (int acknowledged, int sent)) in _saves)
        {
            int there = found.GetValueOrDefault(name);
            Assert.True(there >= acknowledged && there <= sent, $"{name} has {there}, {acknowledged} was acknowledged and {sent} sent last: {circumstances}, {_acknowledged} acknowledged");
        }
    }
}
