using System.Runtime.InteropServices;

namespace GaOrleans.Portal.Queries.Drafts;

/// <summary>A value of a condition.</summary>
/// <param name="Text">As shown; of a number its digits.</param>
/// <param name="IsNumber">Whether it stands in the JSON as a number, as the ids of segments do.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct DraftValue(string Text, bool IsNumber = false);
