using System.Globalization;
using System.Text;

namespace GaOrleans.Http.Operations;

/// <summary>Writes the text format of Prometheus, version 0.0.4.</summary>
public sealed class MetricsWriter
{
    private readonly StringBuilder _text = new();

    /// <summary>A number that only grows.</summary>
    public void Counter(string name, string help, double value) => One(name, help, "counter", value);

    /// <summary>A number that comes and goes.</summary>
    public void Gauge(string name, string help, double value) => One(name, help, "gauge", value);

    /// <summary>Starts a metric whose samples have a label.</summary>
    public void Start(string name, string help, string type) =>
        _text.Append("# HELP ").Append(name).Append(' ').Append(help).Append("\n# TYPE ").Append(name).Append(' ').Append(type).Append('\n');

    /// <summary>One sample with a label. The label's value must need no escaping.</summary>
    public void Sample(string name, string label, string labelValue, double value) =>
        _text.Append(name).Append('{').Append(label).Append("=\"").Append(labelValue).Append("\"} ").Append(value.ToString("R", CultureInfo.InvariantCulture)).Append('\n');

    /// <summary>A histogram.</summary>
    /// <param name="name">Its name, unit last.</param>
    /// <param name="help">What it measures.</param>
    /// <param name="bounds">Upper bounds of the buckets, ascending, in the metric's unit.</param>
    /// <param name="counts">Observations in each bucket, and at the end those above the last bound.</param>
    /// <param name="sum">Sum of all observations.</param>
    public void Histogram(string name, string help, ReadOnlySpan<double> bounds, ReadOnlySpan<long> counts, double sum)
    {
        Start(name, help, "histogram");
        long total = 0;
        for (int i = 0; i < bounds.Length; i++)
        {
            total += counts[i];
            Sample(name + "_bucket", "le", bounds[i].ToString("R", CultureInfo.InvariantCulture), total);
        }

        total += counts[bounds.Length];
        Sample(name + "_bucket", "le", "+Inf", total);
        Value(name + "_sum", sum);
        Value(name + "_count", total);
    }

    /// <summary>All that was written.</summary>
    public override string ToString() => _text.ToString();

    private void One(string name, string help, string type, double value)
    {
        Start(name, help, type);
        Value(name, value);
    }

    private void Value(string name, double value) => _text.Append(name).Append(' ').Append(value.ToString("R", CultureInfo.InvariantCulture)).Append('\n');
}
