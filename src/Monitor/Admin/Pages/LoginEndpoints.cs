namespace Monitor.Admin.Pages;

/// <summary>What the login page shows.</summary>
/// <param name="Back">Local address to go to afterwards.</param>
/// <param name="Problem">Why the last try failed; null = there was none.</param>
internal sealed record LoginModel(string Back, string? Problem);

/// <summary>Login and logout of people; scripts send the token as bearer and need neither.</summary>
internal static class LoginEndpoints
{
    private const int LongestToken = 1000;

    /// <summary>Any address would do: only what follows it is of interest.</summary>
    private const string Here = "http://here";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var open = routes.MapGroup("").WithMetadata(PageRoute.Instance).ExcludeFromDescription();
        open.MapGet("/login", ShowAsync);
        open.MapPost("/login", EnterAsync).WithMetadata(new RequestLimit(8 * 1024));
        open.MapPost("/logout", LeaveAsync).WithMetadata(new RequestLimit(1024));
    }

    private static async Task<IResult> ShowAsync(string? back, PageHtml html, PageSession session) =>
        session.IsWanted ? await html.ShowAsync<LoginPage>(new LoginModel(Local(back), null)) : new SeeOther(Local(back));

    private static async Task<IResult> EnterAsync(HttpContext context, PageHtml html, PageSession session, GuessLimits guesses)
    {
        if (!FormOrigin.IsHere(context.Request)) return await FormOrigin.RefusedAsync(html);
        var form = context.Request.HasFormContentType ? await context.Request.ReadFormAsync(context.RequestAborted) : FormCollection.Empty;
        var (back, token) = (Local(form["back"].ToString()), form["token"].ToString());
        if (!session.IsWanted) return new SeeOther(back);
        if (guesses.Refused(context, Guess.Login) is { } wait)
        {
            Limits.Wait(context, wait);
            return await html.ShowAsync<LoginPage>(new LoginModel(back, "Too many wrong tokens: wait a minute."), StatusCodes.Status429TooManyRequests);
        }

        if (token.Length > LongestToken || !session.IsToken(token))
        {
            guesses.Wrong(context, Guess.Login);
            return await html.ShowAsync<LoginPage>(new LoginModel(back, "That is not the admin token."), StatusCodes.Status401Unauthorized);
        }

        await session.BeginAsync(context);
        return new SeeOther(back);
    }

    private static async Task<IResult> LeaveAsync(HttpContext context, PageHtml html, PageSession session)
    {
        if (!FormOrigin.IsHere(context.Request)) return await FormOrigin.RefusedAsync(html);
        await session.EndAsync(context);
        return new SeeOther("/login");
    }

    /// <summary>The address of a page of ours, as a browser would read it; anything else is the first page.</summary>
    internal static string Local(string? address)
    {
        if (address is not ['/', ..] || address.Length >= 2000 || address.AsSpan().Contains('\\') || address.Any(char.IsControl)) return "/";
        // Dots, also %2e, are folded here as every browser folds them; what is compared is what is sent.
        if (!Uri.TryCreate(Here + address, UriKind.Absolute, out var uri) || uri.GetLeftPart(UriPartial.Authority) != Here) return "/";
        return uri.AbsolutePath == "/" || PageEndpoints.Sections.Any(s => uri.AbsolutePath == s || uri.AbsolutePath.StartsWith(s + "/", StringComparison.Ordinal)) ? uri.PathAndQuery : "/";
    }
}
