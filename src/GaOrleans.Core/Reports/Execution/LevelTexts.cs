namespace GaOrleans.Core.Reports.Execution;

/// <summary>The texts of the values of a tree's levels, numbered anew so that equal texts have one number; time labels keep theirs.</summary>
internal sealed class LevelTexts
{
    private readonly CompiledPlan _plan;
    private readonly int[] _places;
    private readonly DimensionValues?[] _values;
    private readonly Dictionary<int, int>[] _ids;
    private readonly Dictionary<string, int>[] _known;
    private readonly List<string>[] _texts;

    /// <summary>Makes the texts of a plan.</summary>
    public LevelTexts(CompiledPlan plan)
    {
        _plan = plan;
        int levels = plan.LevelDimensions.Length;
        _places = [.. plan.LevelDimensions.Select(dimension => plan.Plan.Dimensions.ToList().IndexOf(dimension))];
        _values = new DimensionValues?[levels];
        for (int level = 0; level < levels; level++) _values[level] = ValuesOf(level);
        _ids = [.. Enumerable.Range(0, levels).Select(_ => new Dictionary<int, int>())];
        _known = [.. Enumerable.Range(0, levels).Select(_ => new Dictionary<string, int>(StringComparer.Ordinal))];
        _texts = [.. Enumerable.Range(0, levels).Select(_ => new List<string>())];
    }

    /// <summary>Which of the plan's dimensions a level is.</summary>
    public int PlaceOf(int level) => _places[level];

    /// <summary>The number of a value's text.</summary>
    public int IdOf(int level, int value)
    {
        if (_values[level] is not { } values) return _plan.Plan.Slots!.LabelOf[value];
        if (_ids[level].TryGetValue(value, out int id)) return id;
        string text = values.TextOf(value);
        if (!_known[level].TryGetValue(text, out id))
        {
            id = _texts[level].Count;
            _known[level].Add(text, id);
            _texts[level].Add(text);
        }

        _ids[level].Add(value, id);
        return id;
    }

    /// <summary>The text of a number that <see cref="IdOf"/> gave.</summary>
    public string TextOf(int level, int id) => _values[level] is null ? _plan.Plan.Slots!.Labels[id] : _texts[level][id];

    private DimensionValues? ValuesOf(int level)
    {
        if (level < _plan.VisitLevels.Length) return _plan.VisitLevels[level].Values;
        level -= _plan.VisitLevels.Length;
        return level < _plan.EventLevels.Length ? _plan.EventLevels[level].Values : null;
    }
}
