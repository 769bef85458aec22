using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.Extensions.Options;
using Monitor.Delivery.Alerts;
using Monitor.Delivery.Email;
using Monitor.Delivery.Email.Smtp;
using Monitor.Store;
using Quartz;

namespace Monitor.Delivery;

/// <summary>Registers digests, the outbox and its transport: one line per channel.</summary>
internal static class DeliveryServices
{
    public static IServiceCollection AddDelivery(this IServiceCollection services)
    {
        // Without this Korean and Greek turn into entities.
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        services.AddSingleton<MailHtml>();
        services.AddSingleton<Tokens>();
        services.AddSingleton<AlertComposer>();
        services.AddSingleton<AlertRun>();
        services.AddSingleton<EscalationRun>();
        services.AddSingleton<AlertService>();
        services.AddSingleton<LinkKey>();
        services.AddSingleton<UnsubscribeLinks>();
        services.AddSingleton(Composer);
        services.AddSingleton(Transport);
        services.AddSingleton<Addressees>();
        services.AddSingleton<OutboxStops>();
        services.AddSingleton<OutboxLedger>();
        services.AddSingleton<HandOver>();
        services.AddSingleton<DigestRun>();
        services.AddSingleton<OperatorRun>();
        services.AddSingleton<Outbox>();
        services.AddSingleton<DigestTimes>();
        services.AddSingleton<DeliveryService>();
        services.AddSingleton<Feeds.FeedReader>();
        services.AddSingleton<Feeds.FeedShelf>();
        return services;
    }

    /// <summary>However seldom sources are asked, what mails at once is looked for within this time.</summary>
    private static readonly TimeSpan LongestTick = TimeSpan.FromSeconds(15);

    private static MailComposer Composer(IServiceProvider provider) => new(
        provider.GetRequiredService<IOptions<EmailOptions>>().Value.From, provider.GetRequiredService<UnsubscribeLinks>(),
        DkimSignature.Of(provider.GetRequiredService<IOptions<DkimOptions>>().Value, provider.GetRequiredService<TimeProvider>()));

    private static IMailTransport Transport(IServiceProvider provider)
    {
        var email = provider.GetRequiredService<IOptions<EmailOptions>>();
        var composer = provider.GetRequiredService<MailComposer>();
        return email.Value.Transport switch
        {
            EmailTransport.Smtp => new SmtpTransport(email, composer, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILoggerFactory>()),
            _ => new PickupTransport(Path.Combine(provider.GetRequiredService<IOptions<DataOptions>>().Value.Directory, "outbox"), composer),
        };
    }

    public static void AddDeliveryJob(this IQuartzBuilder quartz, TimeSpan tick) =>
        quartz.ScheduleJob<DeliveryJob>(
            trigger => trigger.WithIdentity("delivery").StartNow()
                .WithSimpleSchedule(s => s.WithInterval(tick < LongestTick ? tick : LongestTick).RepeatForever().WithMisfireInstruction(SimpleTriggerMisfireInstruction.NextWithRemainingCount)),
            job => job.WithIdentity("delivery"));
}
