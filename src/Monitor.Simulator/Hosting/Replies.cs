using System.Text;

namespace Monitor.Simulator.Hosting;

/// <summary>Answers with exactly the content type and status that the upstream sends.</summary>
internal static class Replies
{
    public static IResult Text(string body, string type, int status = 200) => Results.Text(body, type, Encoding.UTF8, status);

    public static IResult Plain(string body, int status) => Text(body, "text/plain", status);
}
