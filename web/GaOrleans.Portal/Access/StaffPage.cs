namespace GaOrleans.Portal.Access;

/// <summary>The base of the pages of staff. Staff without a second factor are led to set one up first.</summary>
[NeedsStaff]
public abstract class StaffPage : PortalPage
{
    private const string Enrolment = "/account/second-factor?required=true";

    /// <summary>The member of staff; set whenever code of the page runs.</summary>
    protected Caller Caller { get; private set; } = null!;

    /// <summary>Asks again, before an action.</summary>
    /// <returns>Who acts, for the audit log; null when the action must not be done, and the browser is on its way elsewhere.</returns>
    protected async ValueTask<Caller?> RecheckAsync()
    {
        if (await AdmitAsync()) return Caller;
        await RefuseAsync();
        return null;
    }

    private protected sealed override async ValueTask<bool> AdmitAsync()
    {
        if (await Access.StaffAsync() is not { } caller) return false;
        Caller = caller;
        return true;
    }

    private protected sealed override async ValueTask RefuseAsync()
    {
        if (await Access.CallerAsync() is { User.IsStaff: true }) Navigation.NavigateTo(Enrolment, forceLoad: true);
        else await base.RefuseAsync();
    }
}
