namespace Monitor.Admin.Pages;

/// <summary>What the login page shows.</summary>
/// <param name="Back">Local address to go to afterwards.</param>
/// <param name="Problem">Why the last try failed; null = there was none.</param>
internal sealed record LoginModel(string Back, string? Problem);

/// <summary>Login and logout of people; scripts send the token as bearer and need neither.</summary>
internal static class LoginEndpoints
{
    private const int LongestToken = 1000;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/login", ShowAsync).WithMetadata(PageRoute.Instance).ExcludeFromDescription();
        routes.MapPost("/login", EnterAsync).WithMetadata(PageRoute.Instance, new RequestLimit(8 * 1024)).ExcludeFromDescription();
        routes.MapPost("/logout", LeaveAsync).WithMetadata(PageRoute.Instance, new RequestLimit(1024)).ExcludeFromDescription();
    }

    private static async Task<IResult> ShowAsync(string? back, PageHtml html, PageSession session) =>
        session.IsWanted ? await html.ShowAsync<LoginPage>(new LoginModel(Local(back), null)) : new SeeOther(Local(back));

    private static async Task<IResult> EnterAsync(HttpContext context, PageHtml html, PageSession session, LoginGuesses guesses)
    {
        if (!FromHere(context.Request)) return await RefusedAsync(html);
        var form = context.Request.HasFormContentType ? await context.Request.ReadFormAsync(context.RequestAborted) : FormCollection.Empty;
        var (back, token) = (Local(form["back"].ToString()), form["token"].ToString());
        if (!session.IsWanted) return new SeeOther(back);
        if (!guesses.MayTry(context)) return await html.ShowAsync<LoginPage>(new LoginModel(back, "Too many wrong tokens: wait a minute."), StatusCodes.Status429TooManyRequests);
        if (token.Length > LongestToken || !session.IsToken(token))
        {
            guesses.Wrong(context);
            return await html.ShowAsync<LoginPage>(new LoginModel(back, "That is not the admin token."), StatusCodes.Status401Unauthorized);
        }

        session.Begin(context);
        return new SeeOther(back);
    }

    private static async Task<IResult> LeaveAsync(HttpContext context, PageHtml html)
    {
        if (!FromHere(context.Request)) return await RefusedAsync(html);
        PageSession.End(context);
        return new SeeOther("/login");
    }

    /// <summary>An address on this site; anything else is the first page.</summary>
    internal static string Local(string? address) =>
        address is ['/', ..] && address.Length < 2000 && !address.StartsWith("//", StringComparison.Ordinal) && !address.Contains('\\', StringComparison.Ordinal) && !address.Any(char.IsControl) ? address : "/";

    /// <summary>Browsers say where a form came from; one of another site is refused. What says nothing is no browser.</summary>
    private static bool FromHere(HttpRequest request)
    {
        if (request.Headers["Sec-Fetch-Site"].ToString() is { Length: > 0 } site && site is not ("same-origin" or "none")) return false;
        return request.Headers.Origin.ToString() is not { Length: > 0 } origin || (Uri.TryCreate(origin, UriKind.Absolute, out var uri) && uri.Authority.Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase));
    }

    private static Task<IResult> RefusedAsync(PageHtml html) =>
        html.ProblemAsync(StatusCodes.Status403Forbidden, "Refused", "This form was sent from another site.");

    /// <summary>After a form: the browser fetches the page anew, so that a reload sends nothing again.</summary>
    private sealed class SeeOther(string address) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
            httpContext.Response.Headers.Location = new Uri(new Uri("http://here/"), address).PathAndQuery;
            httpContext.Response.Headers.CacheControl = "no-store";
            return Task.CompletedTask;
        }
    }

    /// <summary>Nobody needs to send more to get in.</summary>
    private sealed class RequestLimit(long bytes) : Microsoft.AspNetCore.Http.Metadata.IRequestSizeLimitMetadata
    {
        public long? MaxRequestBodySize => bytes;
    }
}
