using Microsoft.Extensions.Logging;

namespace GaOrleans.Embedded.Workers;

/// <summary>Runs a worker on a thread. While the bucket store fails, the worker waits and tries again; its work stays where it is.</summary>
internal sealed partial class WorkerThread(BucketWorker worker, int index, WorkerOptions options, ILogger logger, Action<Exception> failed)
{
    private const int WakeMs = 200;

    private readonly ManualResetEventSlim _stop = new(initialState: false);
    private Thread? _thread;
    private bool _stalled;

    /// <summary>Whether it waits for the bucket store.</summary>
    internal bool IsStalled => Volatile.Read(ref _stalled);

    /// <summary>Starts the thread.</summary>
    internal void Start()
    {
        worker.Answers = new AnswerGroups();
        _thread = new Thread(Run) { Name = $"bucket-worker-{index}", IsBackground = true };
        _thread.Start();
    }

    /// <summary>Stops it when it has done what is in its queue, or at once when it is stalled.</summary>
    internal void Stop()
    {
        _stop.Set();
        _thread?.Join();
        _stop.Dispose();
    }

    private void Run()
    {
        try
        {
            while (TryStep()) { /* Each step waits by itself. */ }
        }
        catch (Exception e)
        {
            LogFailed(e, index);
            failed(e);
        }
        finally
        {
            worker.Stop();
        }
    }

    private bool TryStep()
    {
        try
        {
            bool worked = worker.RunOnce(WakeMs);
            if (_stalled) LogGoingOn(index);
            Volatile.Write(ref _stalled, false);
            return worked || !_stop.IsSet;
        }
        catch (IOException e)
        {
            if (!_stalled) LogStalled(index, e.Message);
            Volatile.Write(ref _stalled, true);
            return !_stop.Wait(options.RetryMs);
        }
    }

    [LoggerMessage(EventId = 51, Level = LogLevel.Error, Message = "worker {Index} waits for the bucket store and hits for its sites are refused: {Message}")]
    private partial void LogStalled(int index, string message);

    [LoggerMessage(EventId = 52, Level = LogLevel.Information, Message = "worker {Index} goes on")]
    private partial void LogGoingOn(int index);

    [LoggerMessage(EventId = 53, Level = LogLevel.Critical, Message = "worker {Index} stopped; hits are refused until a restart")]
    private partial void LogFailed(Exception e, int index);
}
