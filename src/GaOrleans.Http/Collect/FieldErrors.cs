using System.Text;
using System.Text.Json;

namespace GaOrleans.Http.Collect;

/// <summary>What is wrong with an event, by field, in the form that Plausible answers: <c>{"errors":{"url":["is required"]}}</c>.</summary>
internal sealed class FieldErrors
{
    private readonly List<KeyValuePair<string, string>> _errors = [];

    /// <summary>Whether something is wrong.</summary>
    public bool Any => _errors.Count > 0;

    /// <summary>Adds one.</summary>
    /// <param name="field">Name of the field, or <c>body</c>.</param>
    /// <param name="what">What is wrong, to be read after the field's name.</param>
    public void Add(string field, string what) => _errors.Add(new(field, what));

    /// <summary>Starts anew.</summary>
    public void Clear() => _errors.Clear();

    /// <summary>All errors as one sentence, for the answer to a batch.</summary>
    public string InWords()
    {
        var words = new StringBuilder();
        foreach ((string field, string what) in _errors)
        {
            if (words.Length > 0) words.Append("; ");
            words.Append(field).Append(' ').Append(what);
        }

        return words.ToString();
    }

    /// <summary>Writes the answer's body.</summary>
    public byte[] ToJson()
    {
        using var stream = new MemoryStream();
        using (var to = new Utf8JsonWriter(stream))
        {
            to.WriteStartObject();
            to.WriteStartObject("errors");
            foreach (IGrouping<string, KeyValuePair<string, string>> field in _errors.GroupBy(error => error.Key, StringComparer.Ordinal))
            {
                to.WriteStartArray(field.Key);
                foreach ((_, string what) in field) to.WriteStringValue(what);
                to.WriteEndArray();
            }

            to.WriteEndObject();
            to.WriteEndObject();
        }

        return stream.ToArray();
    }
}
