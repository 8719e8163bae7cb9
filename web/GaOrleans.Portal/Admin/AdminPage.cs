using GaOrleans.Portal.Access;
using GaOrleans.Portal.Look;
using GaOrleans.Portal.Shell;
using Microsoft.AspNetCore.Components;

namespace GaOrleans.Portal.Admin;

/// <summary>What the pages of staff have in common: acting with the right asked anew, and saying what became of it.</summary>
public abstract class AdminPage : StaffPage
{
    [Inject]
    private protected Toasts Toasts { get; set; } = null!;

    [Inject]
    private StorageFaults Faults { get; set; } = null!;

    /// <summary>Whether an action is under way.</summary>
    protected bool Busy { get; private set; }

    /// <summary>Does something and says what became of it.</summary>
    /// <param name="action">Does it; its answer is the problem, or null.</param>
    /// <param name="done">What to say when it is done; null for nothing.</param>
    /// <returns>Whether it is done.</returns>
    protected async Task<bool> DoAsync(Func<Caller, ValueTask<string?>> action, string? done)
    {
        if (await RecheckAsync() is not { } caller) return false;
        string? problem;
        Busy = true;
        try
        {
            problem = await action(caller);
        }
        catch (IOException fault)
        {
            problem = Faults.Tell(fault, "This was not done");
        }
        finally
        {
            Busy = false;
        }

        if (problem is not null) Toasts.Say(NoticeKind.Error, problem);
        else if (done is not null) Toasts.Say(NoticeKind.Good, done);
        return problem is null;
    }

    /// <summary>Goes to the same page with other values in the query; empty ones are left out.</summary>
    protected void Go(string path, params (string Name, string? Value)[] query)
    {
        IEnumerable<string> parts = query.Where(part => !string.IsNullOrEmpty(part.Value)).Select(part => $"{part.Name}={Uri.EscapeDataString(part.Value!)}");
        string text = string.Join('&', parts);
        Navigation.NavigateTo(text.Length == 0 ? path : $"{path}?{text}");
    }
}
