using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace Monitor.Admin.Pages;

/// <summary>Renders pages from Razor components to finished HTML, without script; all text is encoded by the renderer.</summary>
internal sealed class PageHtml(IServiceProvider services, ILoggerFactory loggers)
{
    /// <summary>The name of the one parameter that every page takes.</summary>
    public const string Model = "Model";

    public async Task<IResult> ShowAsync<T>(object model, int status = StatusCodes.Status200OK, string? policy = null) where T : IComponent
    {
        await using var renderer = new HtmlRenderer(services, loggers);
        var html = await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<T>(ParameterView.FromDictionary(new Dictionary<string, object?> { [Model] = model }))).ToHtmlString());
        return new PageResult(html.Trim(), status, policy ?? PageResult.Policy);
    }

    public Task<IResult> ProblemAsync(int status, string title, string text) => ShowAsync<ProblemPage>(new PageProblem(status, title, text), status);
}

/// <summary>A page that could not be shown, in words.</summary>
internal sealed record PageProblem(int Status, string Title, string Text);

/// <summary>HTML with the headers that keep it harmless: nothing is loaded but our own style, nothing runs, nobody frames it.</summary>
internal sealed class PageResult(string html, int status, string policy) : IResult
{
    public const string Policy = "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /// <summary>As <see cref="Policy"/>, for the one page that frames a mail.</summary>
    public const string FramingPolicy = Policy + "; frame-src 'self'";

    /// <summary>A mail as it was sent, in a frame of ours: its inline style and nothing else.</summary>
    public const string MailPolicy = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; base-uri 'none'; frame-ancestors 'self'";

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = status;
        response.ContentType = "text/html; charset=utf-8";
        response.Headers.ContentSecurityPolicy = policy;
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.XFrameOptions = ReferenceEquals(policy, MailPolicy) ? "SAMEORIGIN" : "DENY";
        // Forms of ours must name their origin, other sites learn nothing.
        response.Headers["Referrer-Policy"] = "same-origin";
        response.Headers["Cross-Origin-Opener-Policy"] = "same-origin";
        response.Headers["X-Robots-Tag"] = "noindex";
        response.Headers.CacheControl = "no-store";
        return response.WriteAsync(html, Encoding.UTF8, httpContext.RequestAborted);
    }
}
