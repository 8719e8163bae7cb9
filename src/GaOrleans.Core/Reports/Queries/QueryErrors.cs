namespace GaOrleans.Core.Reports.Queries;

/// <summary>Gathers what is wrong with a query, each with the JSON pointer of its place.</summary>
internal sealed class QueryErrors
{
    private readonly List<string> _messages = [];

    /// <summary>Whether something is wrong.</summary>
    public bool Any => _messages.Count > 0;

    /// <summary>All messages, one a line.</summary>
    public override string ToString() => string.Join('\n', _messages);

    /// <summary>Notes an error.</summary>
    public void Add(string path, string message)
    {
        if (_messages.Count < QueryLimits.Errors) _messages.Add($"{path}: {message}");
    }
}
