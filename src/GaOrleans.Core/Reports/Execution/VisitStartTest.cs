using GaOrleans.Core.Buckets;
using System.Runtime.CompilerServices;

namespace GaOrleans.Core.Reports.Execution;

/// <summary>
/// Whether a visit that begins with a segment could fulfil the conditions on clients and origins. Every pair of client and origin
/// is tried once where only one of the two matters, so that a segment costs a look into a table. Belongs to one thread.
/// </summary>
internal sealed class VisitStartTest(CompiledPlan plan, ViewScan[] views)
{
    private const byte No = 1, Yes = 2;

    private readonly bool _byClient = plan.OriginConditions.Any(condition => (condition.Needs & ConditionNeeds.Client) != ConditionNeeds.None);
    private readonly bool _byOrigin = plan.OriginConditions.Any(condition => (condition.Needs & ConditionNeeds.Origin) != ConditionNeeds.None);
    private readonly Cursor _cursor = new(0);
    private byte[] _answers = new byte[1024];
    private int[] _clients = [], _origins = [];

    /// <summary>Moves to a view.</summary>
    public void Enter(int view)
    {
        ViewScan scan = views[view];
        _clients = _byClient ? scan.FirstCodes(Column.Client) : [];
        _origins = _byOrigin ? scan.FirstCodes(Column.Origin) : [];
    }

    /// <summary>Whether a visit that begins with a segment of the view may pass. A segment without events begins none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool MayPass(int segment) =>
        MayPass(_clients.Length > 0 ? _clients[segment] : 0, _origins.Length > 0 ? _origins[segment] : 0);

    /// <summary>Whether a visit that begins with a hit of a client and origin may pass; what the conditions are not about is left out of account.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool MayPass(int client, int origin)
    {
        if (!_byClient) client = 0;
        if (!_byOrigin) origin = 0;
        if (client < 0 || origin < 0) return false;
        if (_byClient && _byOrigin) return Try(client, origin);
        int code = client + origin;
        byte known = code < _answers.Length ? _answers[code] : (byte)0;
        return known == 0 ? Learn(code, client, origin) : known == Yes;
    }

    /// <summary>Finds the segments that may pass, by the clients and origins with which their visits begin; columns that the conditions are not about may be empty.</summary>
    /// <param name="segments">Number of segments.</param>
    /// <param name="clients">Clients by segment.</param>
    /// <param name="origins">Origins by segment.</param>
    /// <param name="passing">Where they are written.</param>
    /// <returns>How many pass.</returns>
    public int Select(int segments, int[] clients, int[] origins, int[] passing)
    {
        if (_byClient != _byOrigin) return Select((_byClient ? clients : origins).AsSpan(0, segments), passing);
        int count = 0;
        for (int i = 0; i < segments; i++)
        {
            if (MayPass(_byClient ? clients[i] : 0, _byOrigin ? origins[i] : 0)) passing[count++] = i;
        }

        return count;
    }

    // Without a branch for whether one passes, which would be guessed wrongly often.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private int Select(ReadOnlySpan<int> codes, Span<int> passing)
    {
        byte[] answers = _answers;
        int count = 0;
        for (int i = 0; i < codes.Length && count < passing.Length; i++)
        {
            int code = codes[i], known = (uint)code < (uint)answers.Length ? answers[code] : 0;
            if (known == 0)
            {
                known = code >= 0 && Learn(code, _byClient ? code : 0, _byOrigin ? code : 0) ? Yes : No;
                answers = _answers;
            }

            passing[count] = i;
            count += known == Yes ? 1 : 0;
        }

        return count;
    }

    private bool Learn(int code, int client, int origin)
    {
        bool passes = Try(client, origin);
        if (code >= _answers.Length) Array.Resize(ref _answers, code * 2);
        _answers[code] = passes ? Yes : No;
        return passes;
    }

    private bool Try(int client, int origin)
    {
        _cursor.VisitCodes[(int)VisitCode.Client] = client;
        _cursor.VisitCodes[(int)VisitCode.Origin] = origin;
        foreach (Condition condition in plan.OriginConditions)
        {
            if (!condition.Holds(_cursor)) return false;
        }

        return true;
    }
}
