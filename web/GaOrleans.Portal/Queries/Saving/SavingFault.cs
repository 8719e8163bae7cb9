using GaOrleans.Portal.Look;

namespace GaOrleans.Portal.Queries;

/// <summary>Tells the merchant when something could not be stored: the configuration goes on answering from memory then, and takes changes again later.</summary>
internal static class SavingFault
{
    /// <summary>Does it, and says so when it fails.</summary>
    /// <returns>Whether it was done.</returns>
    public static async Task<bool> SayAsync(Toasts toasts, Func<Task<bool>> save)
    {
        try
        {
            if (await save()) return true;
            toasts.Say(NoticeKind.Error, "This was not done: it is no longer there.");
        }
        catch (IOException fault)
        {
            toasts.Say(NoticeKind.Error, $"This could not be stored: {fault.Message}");
        }

        return false;
    }
}
