namespace GaOrleans.Engine.Operations;

/// <summary>A part of a process that has something to tell of its health. Asked every two seconds, by one caller; must not cost what it tells of.</summary>
public interface IHealthSource
{
    /// <summary>The same with its own figures set.</summary>
    ProcessHealth Tell(ProcessHealth health);
}
