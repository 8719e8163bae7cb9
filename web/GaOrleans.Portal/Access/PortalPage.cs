using GaOrleans.Portal.Look;
using Microsoft.AspNetCore.Components;

namespace GaOrleans.Portal.Access;

/// <summary>
/// The base of all pages that are not for everybody. Whether the page is opened is decided before anything of the derived page runs: without
/// the right there is no OnInitialized, no data and no markup. Browsers that navigate within a circuit pass here as well.
/// </summary>
public abstract class PortalPage : ComponentBase
{
    private int _asked;

    /// <summary>Who may what.</summary>
    [Inject]
    protected PortalAccess Access { get; set; } = null!;

    [Inject]
    private Toasts Messages { get; set; } = null!;

    /// <summary>Where the browser is.</summary>
    [Inject]
    protected NavigationManager Navigation { get; set; } = null!;

    /// <summary>Asks for access, and only when it is granted goes on with the life of the component.</summary>
    public sealed override async Task SetParametersAsync(ParameterView parameters)
    {
        parameters.SetParameterProperties(this);
        int asked = ++_asked;
        bool granted = await AdmitAsync();
        // Whoever has gone on to another address meanwhile is answered there.
        if (asked != _asked) return;
        if (granted) await base.SetParametersAsync(ParameterView.Empty);
        else await RefuseAsync();
    }

    /// <summary>Resolves what the page needs and keeps it.</summary>
    /// <returns>Whether the page may be shown.</returns>
    private protected abstract ValueTask<bool> AdmitAsync();

    /// <summary>Sends away whoever may not see the page: to sign in, or to where there is nothing.</summary>
    private protected virtual async ValueTask RefuseAsync()
    {
        if (await Access.CallerAsync() is null) Navigation.NavigateTo(SignInAddress, forceLoad: true);
        else Navigation.NotFound();
    }

    /// <summary>Says that something was not done since the right to it is gone, and draws the page anew, without what would do it.</summary>
    private protected void TellRefused()
    {
        Messages.Say(NoticeKind.Error, "It was not done: you may see this still, but not change it any more.");
        StateHasChanged();
    }

    private protected string SignInAddress => Accounts.LocalAddress.WithReturn("/signin", "/" + Navigation.ToBaseRelativePath(Navigation.Uri));
}
