namespace GaOrleans.Portal.Access;

/// <summary>The base of pages for everybody who has signed in; what they show is the user's own.</summary>
[NeedsSignIn]
public abstract class SignedInPage : PortalPage
{
    /// <summary>Who asks; set whenever code of the page runs.</summary>
    protected Caller Caller { get; private set; } = null!;

    /// <summary>Asks again, before an action.</summary>
    /// <returns>Who acts; null when the session is over, and the browser is on its way elsewhere.</returns>
    protected async ValueTask<Caller?> RecheckAsync()
    {
        if (await AdmitAsync()) return Caller;
        await RefuseAsync();
        return null;
    }

    private protected sealed override async ValueTask<bool> AdmitAsync()
    {
        if (await Access.CallerAsync() is not { } caller) return false;
        Caller = caller;
        return true;
    }
}
