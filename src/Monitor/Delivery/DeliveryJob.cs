using Monitor.Store;
using Quartz;

namespace Monitor.Delivery;

/// <summary>Composes and sends what is due, and tidies up.</summary>
[DisallowConcurrentExecution]
internal sealed class DeliveryJob(DeliveryService delivery) : WatchedJob
{
    protected override Task RunAsync(IJobExecutionContext context, CancellationToken ct) => delivery.RunDueAsync(ct);
}
