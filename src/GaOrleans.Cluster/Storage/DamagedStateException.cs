namespace GaOrleans.Cluster.Storage;

/// <summary>What is stored of a grain's state is damaged.</summary>
/// <param name="name">Name of the state.</param>
/// <param name="grain">The grain.</param>
/// <param name="detail">What was found.</param>
/// <param name="inner">What was thrown on reading it, if anything.</param>
public sealed class DamagedStateException(string name, string grain, string detail, Exception? inner = null)
    : IOException($"cannot read the state {name} of {grain}: {detail}; restore the storage from a backup, or delete this one state", inner)
{
    /// <summary>Name of the state.</summary>
    public string StateName => name;

    /// <summary>The grain.</summary>
    public string Grain => grain;
}
