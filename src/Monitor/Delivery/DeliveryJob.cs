using Quartz;

namespace Monitor.Delivery;

/// <summary>Composes and sends what is due, and tidies up.</summary>
[DisallowConcurrentExecution]
internal sealed class DeliveryJob(DeliveryService delivery) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken ct = default) => await delivery.RunDueAsync(ct);
}
