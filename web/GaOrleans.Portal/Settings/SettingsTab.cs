using GaOrleans.Engine.Accounts;
using GaOrleans.Portal.Access;
using GaOrleans.Portal.Look;
using GaOrleans.Portal.Shell;
using Microsoft.AspNetCore.Components;

namespace GaOrleans.Portal.Settings;

/// <summary>The base of the tabs of a site's settings. What a tab changes it changes within <see cref="ChangeAsync"/>, which asks for the right anew.</summary>
public abstract class SettingsTab : ComponentBase
{
    /// <summary>What was granted when the page was opened.</summary>
    [Parameter, EditorRequired]
    public SiteAccess Granted { get; set; } = null!;

    /// <summary>Asks for a right anew; null when it is gone.</summary>
    [Parameter, EditorRequired]
    public Func<Right, ValueTask<SiteAccess?>> Recheck { get; set; } = null!;

    /// <summary>Told when the site itself changed.</summary>
    [Parameter]
    public EventCallback Changed { get; set; }

    [Inject]
    private AuditLog Audit { get; set; } = null!;

    [Inject]
    private protected StorageFaults Faults { get; set; } = null!;

    [Inject]
    private protected Toasts Toasts { get; set; } = null!;

    /// <summary>Whether something is being stored.</summary>
    protected bool IsBusy { get; private set; }

    /// <summary>Whether the user may do something, for showing or hiding what does it.</summary>
    protected bool Can(Right right) => Granted.Right >= right;

    /// <summary>Does something within <see cref="ChangeAsync"/> that the owners of the merchant are to see: it is written into the audit log before.</summary>
    protected async Task<bool> DoAsync(SiteAccess access, string action, string? detail, Func<ValueTask<bool>> change) =>
        await Audit.DoAsync(access.Did(action, detail), change, CancellationToken.None);

    /// <summary>Makes a change, when the user still may, one at a time, and says when it cannot be stored.</summary>
    /// <returns>Whether it was made.</returns>
    protected async Task<bool> ChangeAsync(Right right, Func<SiteAccess, Task<bool>> change)
    {
        if (IsBusy) return false;
        IsBusy = true;
        try
        {
            return await Recheck(right) is { } access && await change(access);
        }
        catch (IOException fault)
        {
            Toasts.Say(NoticeKind.Error, Faults.Tell(fault, "This was not stored"));
            return false;
        }
        finally
        {
            IsBusy = false;
        }
    }
}
