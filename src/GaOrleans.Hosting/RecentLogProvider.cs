using GaOrleans.Engine.Operations;
using Microsoft.Extensions.Logging;

namespace GaOrleans.Hosting;

/// <summary>
/// Keeps the last warnings and errors in memory, for staff to look at. Of the framework of the cluster errors only: a death brings dozens of its warnings, none
/// of which staff can act on, and they would push out what our own parts say of it.
/// </summary>
internal sealed class RecentLogProvider(RecentLog log, TimeProvider time) : ILoggerProvider
{
    private const string ClusterFramework = "Orleans.";

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => new Keeper(categoryName, log, time);

    /// <inheritdoc/>
    public void Dispose()
    {
        // What was kept stays readable for the process' whole life.
    }

    private sealed class Keeper(string source, RecentLog log, TimeProvider time) : ILogger
    {
        private readonly LogLevel _least = source.StartsWith(ClusterFramework, StringComparison.Ordinal) ? LogLevel.Error : LogLevel.Warning;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= _least && logLevel != LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (!IsEnabled(logLevel)) return;
            string text = formatter(state, exception);
            // Without the stack: that is in the log itself.
            if (exception is not null) text = $"{text} ({exception.GetType().Name}: {exception.Message})";
            log.Add(time.GetUtcNow().ToUnixTimeMilliseconds(), logLevel != LogLevel.Warning, source, text);
        }
    }
}
