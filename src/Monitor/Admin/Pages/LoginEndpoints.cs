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

        session.Begin(context);
        return new SeeOther(back);
    }

    private static async Task<IResult> LeaveAsync(HttpContext context, PageHtml html)
    {
        if (!FormOrigin.IsHere(context.Request)) return await FormOrigin.RefusedAsync(html);
        PageSession.End(context);
        return new SeeOther("/login");
    }

    /// <summary>An address on this site; anything else is the first page.</summary>
    internal static string Local(string? address) =>
        address is ['/', ..] && address.Length < 2000 && !address.StartsWith("//", StringComparison.Ordinal) && !address.Contains('\\', StringComparison.Ordinal) && !address.Any(char.IsControl) ? address : "/";
}
