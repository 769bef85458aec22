using Quartz;

namespace Monitor.Delivery;

/// <summary>Composes and sends what is due, and tidies up; its failures are logged and never end the schedule.</summary>
[DisallowConcurrentExecution]
internal sealed partial class DeliveryJob(DeliveryService delivery, ILogger<DeliveryJob> logger) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken ct = default)
    {
        try
        {
            await delivery.RunDueAsync(ct);
        }
        catch (Exception ex) when (ex is not OperationCanceledException)
        {
            Log.Failed(logger, ex);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 1, Level = LogLevel.Error, Message = "Delivery failed; what is due stays due.")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
