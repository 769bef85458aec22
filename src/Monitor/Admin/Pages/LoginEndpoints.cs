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
        var open = routes.MapGroup("").WithMetadata(PageRoute.Instance).ExcludeFromDescription();
        open.MapGet("/login", ShowAsync);
        open.MapPost("/login", EnterAsync).WithMetadata(new RequestLimit(8 * 1024));
        open.MapPost("/logout", LeaveAsync).WithMetadata(new RequestLimit(1024));
    }

    private static async Task<IResult> ShowAsync(string? back, PageHtml html, PageSession session, PageLinks links) =>
        session.IsWanted ? await html.ShowAsync<LoginPage>(new LoginModel(links.Local(back), null)) : new SeeOther(links.Local(back));

    private static async Task<IResult> EnterAsync(HttpContext context, PageHtml html, PageSession session, PageLinks links, GuessLimits guesses)
    {
        if (!FormOrigin.IsHere(context.Request)) return await FormOrigin.RefusedAsync(html);
        var form = context.Request.HasFormContentType ? await context.Request.ReadFormAsync(context.RequestAborted) : FormCollection.Empty;
        var (back, token) = (links.Local(form["back"].ToString()), form["token"].ToString());
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

    private static async Task<IResult> LeaveAsync(HttpContext context, PageHtml html, PageSession session, PageLinks links)
    {
        if (!FormOrigin.IsHere(context.Request)) return await FormOrigin.RefusedAsync(html);
        await session.EndAsync(context);
        return new SeeOther(links.At("/login"));
    }
}
