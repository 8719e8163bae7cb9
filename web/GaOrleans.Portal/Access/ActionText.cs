namespace GaOrleans.Portal.Access;

/// <summary>What the audit log has, in words for the owners of a merchant.</summary>
internal static class ActionText
{
    private const string Failed = ".failed";

    /// <summary>What was done; the action itself when there are no words for it.</summary>
    public static string Of(string action) => action.EndsWith(Failed, StringComparison.Ordinal) ? $"{Done(action[..^Failed.Length])}, which failed" : Done(action);

    private static string Done(string action) => action switch
    {
        "merchant.create" => "Made the account",
        "merchant.rename" => "Renamed the account",
        "merchant.suspend" => "Suspended the account",
        "merchant.resume" => "Resumed the account",
        "merchant.plan" => "Changed plan and quotas",
        "merchant.members" => "Looked who takes part",
        "view-as.start" => "Began to look around",
        "view-as.stop" => "Stopped looking around",
        "member.invite" => "Invited",
        "member.revoke" => "Took back the invitation of",
        "member.join" => "Joined",
        "member.role" => "Changed the role of",
        "member.remove" => "Removed",
        "member.leave" => "Left",
        "site.add" => "Added the site",
        "site.change" => "Changed the site",
        "site.block" => "Blocked the site",
        "site.unblock" => "Unblocked the site",
        "site.shards" => "Divided the site anew",
        "site.delete" => "Asked to delete the site",
        "site.restore" => "Kept the site",
        "site.deleted" => "Deleted the site for good",
        "key.add" => "Made the key",
        "key.revoke" => "Revoked the key",
        "link.add" => "Made the shared link",
        "link.change" => "Changed the shared link",
        "link.revoke" => "Revoked the shared link",
        "goal.save" => "Saved the goal",
        "goal.delete" => "Deleted the goal",
        "segment.save" => "Saved the segment",
        "segment.delete" => "Deleted the segment",
        "schedule.save" => "Saved the schedule",
        "schedule.delete" => "Deleted the schedule",
        "alert.save" => "Saved the alert",
        "alert.delete" => "Deleted the alert",
        "hits.export" => "Exported hits of",
        _ => OfReport(action) ?? action,
    };

    private static string? OfReport(string action)
    {
        if (action.Split('.') is not [string kind, string verb]) return null;
        string? what = kind switch { "query" or "board" or "funnel" => kind, "retention" => "retention report", "paths" => "report on paths", _ => null };
        string? did = verb switch { "save" => "Saved", "rename" => "Renamed", "delete" => "Deleted", _ => null };
        return what is null || did is null ? null : $"{did} the {what}";
    }
}
