namespace GaOrleans.Cluster.Records;

/// <summary>A page of a partition.</summary>
/// <param name="First">The lowest key that belongs into it.</param>
/// <param name="Name">Name of its state in grain storage.</param>
[GenerateSerializer, Immutable, Alias("GaOrleans.RecordPageEntry")]
public sealed record RecordPageEntry([property: Id(0)] string First, [property: Id(1)] string Name)
{
    /// <summary>The page that every partition has.</summary>
    public static readonly RecordPageEntry Only = new("", "record-page");
}
