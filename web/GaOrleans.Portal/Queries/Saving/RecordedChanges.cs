using GaOrleans.Engine.Accounts;
using GaOrleans.Portal.Access;
using GaOrleans.Portal.Look;
using GaOrleans.Portal.Shell;

namespace GaOrleans.Portal.Queries.Saving;

/// <summary>
/// Makes the changes of members: each is written into the log of their merchant before it is made, and they are told when it does not come to be.
/// A conflict is left to the page, which has the work that is not to be lost. One for each open page.
/// </summary>
internal sealed class RecordedChanges(AuditLog audit, Toasts toasts, StorageFaults faults)
{
    /// <summary>Saves something.</summary>
    /// <param name="access">Who may.</param>
    /// <param name="action">What is done, as the log has it, such as <c>query.save</c>.</param>
    /// <param name="what">To what, such as its name.</param>
    /// <param name="save">Does it.</param>
    public Task<SaveResult> SaveAsync(SiteAccess access, string action, string what, Func<ValueTask<SaveResult>> save) => SaveAsync(async () =>
    {
        var result = new SaveResult(SaveOutcome.Failed);
        await audit.DoAsync(access.Did(action, what), async () => (result = await save()).IsSaved, CancellationToken.None);
        return result;
    });

    /// <summary>Saves a further step of something that the log has already.</summary>
    public async Task<SaveResult> SaveAsync(Func<ValueTask<SaveResult>> save)
    {
        SaveResult result;
        try
        {
            result = await save();
        }
        catch (IOException fault)
        {
            Say(fault);
            return new SaveResult(SaveOutcome.Failed);
        }

        if (result.Outcome == SaveOutcome.Taken) toasts.Say(NoticeKind.Error, "There is one of this name already. Choose another name.");
        if (result.Outcome == SaveOutcome.Gone) toasts.Say(NoticeKind.Error, "This was not done: the site is no longer there.");
        return result;
    }

    /// <summary>Does something else, such as deleting.</summary>
    /// <returns>Whether it was done.</returns>
    public async Task<bool> DoAsync(SiteAccess access, string action, string what, Func<ValueTask<bool>> change)
    {
        try
        {
            if (await audit.DoAsync(access.Did(action, what), change, CancellationToken.None)) return true;
            toasts.Say(NoticeKind.Error, "This was not done: it is no longer there.");
        }
        catch (IOException fault)
        {
            Say(fault);
        }

        return false;
    }

    // The configuration goes on answering from memory then, and takes changes again later.
    private void Say(IOException fault) => toasts.Say(NoticeKind.Error, faults.Tell(fault, "This was not stored"));
}
