namespace GaOrleans.Portal.Queries;

/// <summary>
/// Tells addresses that a page wrote itself from those that the browser went to, by a link or the back button. What a page writes comes back to it as a
/// new address only after a way to the browser and back, perhaps several times and after further edits, which must not be undone by it.
/// </summary>
internal sealed class AddressTrail
{
    private readonly List<string> _underWay = [];
    private string? _seen;
    private string? _target;

    /// <summary>Notes that the page goes to an address.</summary>
    /// <returns>False when it is there, or on its way there, already.</returns>
    public bool TryGo(string address)
    {
        if (address == _target) return false;
        _target = address;
        _underWay.Add(address);
        return true;
    }

    /// <summary>Notes that the browser is at an address.</summary>
    /// <returns>Whether the page has to open what stands there: false when it wrote the address itself, or has been told of it before.</returns>
    public bool IsNew(string address)
    {
        if (address == _seen) return false;
        _seen = address;
        int own = _underWay.IndexOf(address);
        if (own < 0)
        {
            _target = address;
            return true;
        }

        _underWay.RemoveRange(0, own + 1);
        return false;
    }
}
