using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Monitor.Sources;

namespace Monitor.Tests.Infrastructure;

/// <summary>The one HTTP caller as the program registers it, sockets and all, on a clock that jumps; its log is kept.</summary>
internal sealed class RealCaller : IDisposable
{
    private readonly ServiceProvider _services;
    private readonly KeptLog _log = new();

    public RealCaller(HttpOptions? http = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(Clock);
        services.AddSingleton(Options.Create(http ?? new HttpOptions { Tries = 1, Contact = "tests@monitor.example" }));
        services.AddLogging(b => b.SetMinimumLevel(LogLevel.Trace).AddProvider(_log));
        services.AddSourceClient();
        _services = services.BuildServiceProvider();
    }

    public JumpingTime Clock { get; } = new(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero));

    /// <summary>All that was logged, by anybody.</summary>
    public string Log => _log.Text;

    public Task<Payload> GetAsync(SourceRequest request, CancellationToken ct = default) => _services.GetRequiredService<SourceClient>().GetAsync(request, ct);

    public Task<Payload> GetAsync(Uri address, params string[] expects) =>
        GetAsync(new SourceRequest { Address = address, Spacing = TimeSpan.FromMilliseconds(100), Expects = expects });

    public void Dispose() => _services.Dispose();

    private sealed class KeptLog : ILoggerProvider, ILogger
    {
        private readonly System.Text.StringBuilder _text = new();

        public string Text
        {
            get { lock (_text) return _text.ToString(); }
        }

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (_text) _text.Append(formatter(state, exception)).Append(exception).AppendLine();
        }

        public void Dispose()
        {
        }
    }
}
