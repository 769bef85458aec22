using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace Monitor.Delivery.Email;

/// <summary>Renders mails from Razor components; all text is encoded by the renderer.</summary>
internal sealed class MailHtml(IServiceProvider services, ILoggerFactory loggers)
{
    public async Task<string> DigestAsync(Digest digest)
    {
        await using var renderer = new HtmlRenderer(services, loggers);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var parameters = ParameterView.FromDictionary(new Dictionary<string, object?> { [nameof(DigestMail.Model)] = digest });
            return (await renderer.RenderComponentAsync<DigestMail>(parameters)).ToHtmlString();
        });
    }
}
