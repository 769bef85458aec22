using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace Monitor.Delivery.Email;

/// <summary>Renders mails from Razor components; all text is encoded by the renderer.</summary>
internal sealed class MailHtml(IServiceProvider services, ILoggerFactory loggers)
{
    public Task<string> DigestAsync(Digest digest) => RenderAsync<DigestMail>(nameof(DigestMail.Model), digest);

    public Task<string> AlarmsAsync(AlarmReport report) => RenderAsync<AlarmMail>(nameof(AlarmMail.Model), report);

    public Task<string> AlertAsync(Alerts.AlertLetter letter) => RenderAsync<AlertMail>(nameof(AlertMail.Model), letter);

    /// <summary>A component that takes its model as one parameter, as a whole document.</summary>
    public async Task<string> RenderAsync<T>(string parameter, object model) where T : IComponent
    {
        await using var renderer = new HtmlRenderer(services, loggers);
        return await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<T>(ParameterView.FromDictionary(new Dictionary<string, object?> { [parameter] = model }))).ToHtmlString());
    }
}
