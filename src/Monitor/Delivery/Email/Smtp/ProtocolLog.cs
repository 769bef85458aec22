using System.Globalization;

namespace Monitor.Delivery.Email.Smtp;

/// <summary>
/// The file to which conversations with the mail server are written, readable by the account of the program only. At one
/// megabyte it becomes <c>{file}.1</c>. A log that cannot be written stops no mail.
/// </summary>
internal sealed partial class ProtocolLog(string path, TimeProvider time, ILogger logger)
{
    private const long Longest = 1_000_000;

    private readonly Lock _lock = new();
    private int _conversations;
    private bool _failed;

    public static ProtocolLog? Of(string? path, TimeProvider time, ILoggerFactory logs) =>
        path is { Length: > 0 } ? new ProtocolLog(Path.GetFullPath(path), time, logs.CreateLogger<ProtocolLog>()) : null;

    /// <summary>What takes the lines of one more conversation; they carry its number.</summary>
    public Action<string> Conversation()
    {
        var number = Interlocked.Increment(ref _conversations);
        return line => Write(number, line);
    }

    private void Write(int number, string line)
    {
        try
        {
            lock (_lock)
            {
                using var writer = new StreamWriter(Open());
                writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{time.GetUtcNow():yyyy-MM-dd'T'HH:mm:ss.fff'Z'} {number} {line}"));
            }

            _failed = false;
        }
        catch (Exception ex) when (ex is IOException or UnauthorizedAccessException)
        {
            if (!_failed) Log.Failed(logger, path, ex.Message);
            _failed = true;
        }
    }

    private FileStream Open()
    {
        if (new FileInfo(path) is { Exists: true, Length: > Longest }) File.Move(path, path + ".1", overwrite: true);
        var options = new FileStreamOptions { Mode = FileMode.Append, Access = FileAccess.Write, Share = FileShare.ReadWrite };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(path, options);
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 1, Level = LogLevel.Warning, Message = "Email:ProtocolLog {Path} cannot be written; mail goes on: {Reason}")]
        public static partial void Failed(ILogger logger, string path, string reason);
    }
}
