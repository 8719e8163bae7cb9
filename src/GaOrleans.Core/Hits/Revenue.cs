namespace GaOrleans.Core.Hits;

/// <summary>An amount of money.</summary>
/// <param name="Milli">Thousandths of the currency's unit; may be negative.</param>
/// <param name="Currency">ISO 4217 code, three upper case letters.</param>
public readonly record struct Revenue(long Milli, string Currency);
