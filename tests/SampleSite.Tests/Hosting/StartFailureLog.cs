using Microsoft.Extensions.Logging;

namespace SampleSite.Tests.Hosting;

/// <summary>Hears the exception with which a host says that it could not start.</summary>
internal sealed class StartFailureLog(Action<Exception> failed) : ILoggerProvider, ILogger
{
    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (exception is not null)
        {
            failed(exception);
        }
    }

    public void Dispose()
    {
    }
}
