using Microsoft.AspNetCore.Components;

namespace GaOrleans.Portal.Look;

/// <summary>What all inputs have in common.</summary>
/// <typeparam name="T">What is put in.</typeparam>
public abstract class GaInput<T> : ComponentBase
{
    /// <summary>The value; bound with <c>@bind-Value</c>.</summary>
    [Parameter]
    public T? Value { get; set; }

    /// <summary>Told each new value.</summary>
    [Parameter]
    public EventCallback<T> ValueChanged { get; set; }

    /// <summary>Whether it cannot be used now.</summary>
    [Parameter]
    public bool Disabled { get; set; }

    /// <summary>What is shown while it is empty.</summary>
    [Parameter]
    public string? Placeholder { get; set; }

    /// <summary>Its name in forms that are posted.</summary>
    [Parameter]
    public string? Name { get; set; }

    /// <summary>Says what it is where no <see cref="GaField"/> with a label is around it.</summary>
    [Parameter]
    public string? AriaLabel { get; set; }

    /// <summary>Further attributes.</summary>
    [Parameter(CaptureUnmatchedValues = true)]
    public IReadOnlyDictionary<string, object>? More { get; set; }

    [CascadingParameter]
    private protected GaField? Field { get; set; }

    private protected string? Id => Field?.Id;

    private protected string? DescribedBy => Field?.DescribedBy;

    private protected string? Invalid => Field?.Error is null ? null : "true";

    private protected IReadOnlyDictionary<string, object> Attributes()
    {
        var all = new Dictionary<string, object>(StringComparer.Ordinal);
        if (More is not null)
        {
            foreach ((string name, object value) in More) all[name] = value;
        }

        if (Id is not null) all["id"] = Id;
        if (DescribedBy is not null) all["aria-describedby"] = DescribedBy;
        if (Invalid is not null) all["aria-invalid"] = Invalid;
        if (AriaLabel is not null) all["aria-label"] = AriaLabel;
        return all;
    }

    private protected Task SetAsync(T value)
    {
        Value = value;
        return ValueChanged.InvokeAsync(value);
    }
}
