using System.Runtime.InteropServices;
using GaOrleans.Engine.Configuration;

namespace GaOrleans.Portal.Queries.Saving;

/// <summary>What came of saving something.</summary>
/// <param name="Outcome">Whether it is stored, or why not.</param>
/// <param name="Version">Its version when it is stored.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct SaveResult(SaveOutcome Outcome, DocumentVersion Version = default)
{
    /// <summary>Whether it is stored.</summary>
    public bool IsSaved => Outcome == SaveOutcome.Saved;
}
