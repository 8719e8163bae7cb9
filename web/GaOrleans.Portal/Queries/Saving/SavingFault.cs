using GaOrleans.Portal.Look;

namespace GaOrleans.Portal.Queries.Saving;

/// <summary>Tells the merchant when something was not stored. A conflict is left to the page, which has the work that is not to be lost.</summary>
internal static class SavingFault
{
    /// <summary>Saves, and says why it did not come to that.</summary>
    public static async Task<SaveResult> SayAsync(Toasts toasts, Func<Task<SaveResult>> save)
    {
        SaveResult result;
        try
        {
            result = await save();
        }
        catch (IOException fault)
        {
            Say(toasts, fault);
            return new SaveResult(SaveOutcome.Failed);
        }

        if (result.Outcome == SaveOutcome.Taken) toasts.Say(NoticeKind.Error, "There is one of this name already. Choose another name.");
        if (result.Outcome == SaveOutcome.Gone) toasts.Say(NoticeKind.Error, "This was not done: the site is no longer there.");
        return result;
    }

    /// <summary>Does something else, and says so when it fails.</summary>
    /// <returns>Whether it was done.</returns>
    public static async Task<bool> SayAsync(Toasts toasts, Func<Task<bool>> change)
    {
        try
        {
            if (await change()) return true;
            toasts.Say(NoticeKind.Error, "This was not done: it is no longer there.");
        }
        catch (IOException fault)
        {
            Say(toasts, fault);
        }

        return false;
    }

    // The configuration goes on answering from memory then, and takes changes again later.
    private static void Say(Toasts toasts, IOException fault) => toasts.Say(NoticeKind.Error, $"This could not be stored: {fault.Message}");
}
