namespace GaOrleans.Engine.Reports;

/// <summary>A report that is being computed and those who wait for it.</summary>
internal sealed class ReportFlight(byte[] query)
{
    private readonly TaskCompletionSource<ReportAnswer> _landed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _reading;

    /// <summary>The query's bytes.</summary>
    public byte[] Query => query;

    /// <summary>Those who wait for it, as far as they tell when they leave; changed under the lock of <see cref="ReportFlights"/>.</summary>
    public int Waiting { get; set; }

    /// <summary>Whether it has begun to read: what is acknowledged from now on may be missing in its answer.</summary>
    public bool IsReading => _reading;

    /// <summary>The answer when it is there.</summary>
    public Task<ReportAnswer> Landed => _landed.Task;

    /// <summary>Says that reading begins.</summary>
    public void BeginReading() => _reading = true;

    /// <summary>Gives the answer to all who wait.</summary>
    public void Land(ReportAnswer answer) => _landed.TrySetResult(answer);

    /// <summary>Gives a fault of the service to all who wait.</summary>
    public void Fail(Exception fault) => _landed.TrySetException(fault);
}
