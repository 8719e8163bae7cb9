using System.Reflection;
using GaOrleans.Engine.Configuration;
using Microsoft.AspNetCore.Components;

namespace GaOrleans.Portal.Access;

/// <summary>The base of pages about one merchant, whose routes have <c>{Id:int}</c>. Says with <see cref="NeedsAttribute"/> which right it needs.</summary>
public abstract class MerchantPage : PortalPage
{
    /// <summary>The merchant's number, of the address.</summary>
    [Parameter]
    public int Id { get; set; }

    /// <summary>What was granted; set whenever code of the page runs.</summary>
    protected MerchantAccess Granted { get; private set; } = null!;

    /// <summary>The merchant.</summary>
    protected Merchant Merchant => Granted.Merchant;

    /// <summary>Whether the user may do something, for showing or hiding what does it. Doing it takes <see cref="RecheckAsync"/>.</summary>
    protected bool Can(Right right) => Granted.Right >= right;

    /// <summary>Asks again, before an action: rights may have been taken away since the page was opened.</summary>
    /// <returns>Null when the action must not be done; where even the page itself may no longer be seen, the browser is on its way elsewhere.</returns>
    protected async ValueTask<MerchantAccess?> RecheckAsync(Right right)
    {
        if (await Access.MerchantAsync(Id, right) is { } access) return Granted = access;
        if (await AdmitAsync()) TellRefused();
        else await RefuseAsync();
        return null;
    }

    private protected sealed override async ValueTask<bool> AdmitAsync()
    {
        if (GetType().GetCustomAttribute<NeedsAttribute>() is not { } needs) return false;
        if (await Access.MerchantAsync(Id, needs.Right) is not { } access) return false;
        Granted = access;
        return true;
    }
}
