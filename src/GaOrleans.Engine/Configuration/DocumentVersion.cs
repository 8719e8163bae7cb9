using System.Runtime.InteropServices;

namespace GaOrleans.Engine.Configuration;

/// <summary>One state of a document: two that are equal are the same content of the same document, and the default is that of one that is not there.</summary>
/// <param name="Id">Number of the document.</param>
/// <param name="ChangedMs">When it came to be, which grows with every change of the document.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct DocumentVersion(long Id, long ChangedMs);
