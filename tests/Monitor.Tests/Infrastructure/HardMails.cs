using Monitor.Store.Sql;

namespace Monitor.Tests.Infrastructure;

/// <summary>
/// Messages in every writing, with all that means something to mail: dots, marks, encoded words, long words, long threads. The same
/// each time.
/// </summary>
internal static class HardMails
{
    private static readonly string[] Vocabulary =
    [
        "exosome", "hair", "탈모", "円形脱毛症", "Größe", "β-catenin", "😀", "алопеция", "ثعلبة", "(n=12)", "\"quoted\"", "a=b?", "x_y", "5 %",
        "m²", "Zoë", "pneumonoultramicroscopicsilicovolcanoconiosis", "=?x?=",
    ];

    public static List<OutMessage> Make(int count)
    {
        var random = new Random(7);
        return [.. Enumerable.Range(0, count).Select(i => new OutMessage
        {
            Id = Id(i), Recipient = "ann", Kind = "alert", Address = $"\"{Name(random, 1 + (i % 12))}\" <ann@{Postfix.Domain}>",
            Subject = Words(random, i), Text = $".\n..\nFrom here\n{Words(random, 400)}\n\nblank at the end \n",
            Html = $"<html><body><p>{Words(random, 50)}</p></body></html>", Created = PostOffice.Start,
            InReplyTo = i > 0 ? Id(0) : null, References = [.. Enumerable.Range(0, i).Select(Id)],
        })];
    }

    private static string Id(int number) => $"alert.ann.{number}@{Postfix.Domain}";

    private static string Name(Random random, int count) =>
        string.Join(' ', Enumerable.Range(0, count).Select(_ => Vocabulary[random.Next(7)]));

    private static string Words(Random random, int count) =>
        string.Join(' ', Enumerable.Range(0, Math.Max(1, count)).Select(_ => Vocabulary[random.Next(Vocabulary.Length)]));
}
