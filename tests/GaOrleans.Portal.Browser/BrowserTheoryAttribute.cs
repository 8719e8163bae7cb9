namespace GaOrleans.Portal.Browser;

/// <summary>A test in a real browser with data; skipped with the reason where the machine has none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class BrowserTheoryAttribute : TheoryAttribute
{
    public BrowserTheoryAttribute()
    {
        Timeout = 150_000;
        if (Chromium.Path is null) Skip = "There is no Chromium on this machine: install it, or name it in GA_CHROMIUM.";
    }
}
