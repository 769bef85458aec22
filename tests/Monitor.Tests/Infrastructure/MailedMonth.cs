using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Monitor.Commands;
using Monitor.Commands.Demo;
using Monitor.Delivery;
using Monitor.Documents;
using Monitor.Simulator;
using Monitor.Store.Sql;
using Monitor.Tests.Infrastructure.Runs;

namespace Monitor.Tests.Infrastructure;

/// <summary>Some weeks of upstream life, delivered through a real mail server that fails in every way, and what lies in the mailboxes afterwards.</summary>
internal sealed partial record MailedMonth
{
    public const int Days = 35;

    /// <summary>Five readers in five zones: one of them without summer time, one whose clock moves by half an hour, one off by half an hour.</summary>
    public static IReadOnlyList<Recipient> Readers { get; } =
    [
        Reader("berlin", "Zoë Müller-Öztürk", "Europe/Berlin", "daily 02:30"),
        Reader("newyork", "Иван Петров", "America/New_York", "weekdays 06:00"),
        Reader("seoul", "김민수", "Asia/Seoul", "daily 07:00"),
        Reader("lordhowe", "عمر \"Bo\" O'Neil, Jr.", "Australia/Lord_Howe", "daily 02:15"),
        Reader("stjohns", null, "America/St_Johns", "daily 07:00"),
    ];

    public required DemoTruth Truth { get; init; }

    /// <summary>All that is in the outbox at the end.</summary>
    public required IReadOnlyList<OutMessage> Messages { get; init; }

    public required IReadOnlyList<ToldRow> Told { get; init; }

    public required IReadOnlyList<Alarm> Alarms { get; init; }

    /// <summary>What lies in each mailbox.</summary>
    public required IReadOnlyDictionary<string, List<ReadMail>> Boxes { get; init; }

    /// <summary>How often Postfix was told to give each answer.</summary>
    public required IReadOnlyDictionary<string, int> Answers { get; init; }

    /// <param name="start">First day.</param>
    /// <param name="seed">Number of the world.</param>
    public static async Task<MailedMonth> PlayAsync(DateOnly start, int seed)
    {
        await using var postfix = await Postfix.StartAsync([.. Readers.Select(r => r.Id), "operator"]);
        using var folder = new TempFolder();
        List<KeyValuePair<string, string>> overrides =
        [
            new("Data:Directory", folder.Path), new("Email:Transport", "Smtp"), new("Email:Host", "127.0.0.1"), new("Email:Port", $"{postfix.Port}"), new("Operator:Email", $"operator@{Postfix.Domain}"),
            new("Delivery:PublicUrl", "https://monitor.example/"), new("Admin:Token", "of-the-month"), new("Delivery:MaxItems", "100"), .. Month.Coarser("12h"),
        ];
        var world = new World(new WorldOptions { Seed = seed, Start = new DateTimeOffset(start, TimeOnly.MinValue, TimeSpan.Zero), Days = Days });
        await using var play = await DemoPlay.StartAsync(new CommandLine("none", false, overrides, []), world, RunVerb.DefaultUrl, Readers, CancellationToken.None);
        var services = play.App.Services;
        var trouble = new MailTrouble(world.Options.Start, services.GetRequiredService<TimeProvider>(), postfix, services.GetRequiredService<OutboxStops>());
        await play.RunAsync(now => trouble.ReachAsync(now).GetAwaiter().GetResult(), CancellationToken.None);
        var (_, truth) = await play.ResultAsync(CancellationToken.None);
        await postfix.DrainAsync();
        var boxes = new Dictionary<string, List<ReadMail>>(StringComparer.Ordinal);
        foreach (var box in (string[])[.. Readers.Select(r => r.Id), "operator"]) boxes[box] = await MimeReader.ReadAsync(postfix.Box(box));
        return new MailedMonth
        {
            Truth = truth, Boxes = boxes, Answers = trouble.Given, Told = await services.GetRequiredService<MessageTable>().ToldAsync(CancellationToken.None),
            Messages = await services.GetRequiredService<MessageTable>().ListAsync(null, 0, 10_000, CancellationToken.None), Alarms = await services.GetRequiredService<AlarmTable>().AllAsync(CancellationToken.None),
        };
    }

    /// <summary>When the digests of a reader were composed, on the reader's clock, oldest first; the one at the end of the play left out.</summary>
    public IReadOnlyList<DateTime> Leaving(Recipient reader)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(reader.Zone);
        var times = Boxes[reader.Id].Where(IsDigest).Select(m => Stamp().Match(m.Id).Groups["at"].Value)
            .Select(at => DateTimeOffset.ParseExact(at, "yyyyMMdd'T'HHmmss", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal));
        return [.. times.Order().Select(t => TimeZoneInfo.ConvertTime(t, zone).DateTime).SkipLast(1)];
    }

    /// <summary>What comes at once has another form, and no hour.</summary>
    public static bool IsDigest(ReadMail mail) => mail.Id.StartsWith("digest.", StringComparison.Ordinal);

    /// <summary>The blocks of the items of a digest: what a reader is told, word for word, without its number.</summary>
    public static IEnumerable<string> Items(ReadMail mail) =>
        IsDigest(mail) ? Item().Matches(mail.Text.ReplaceLineEndings("\n")).Select(m => m.Groups["item"].Value) : [];

    /// <summary>Revisions that a mail tells: its items, and what stands behind "further products" or "further notices" of one event.</summary>
    public static int Revisions(ReadMail mail) =>
        Items(mail).Sum(item => 1 + (Further().Match(item) is { Success: true } more ? int.Parse(more.Groups["count"].Value, CultureInfo.InvariantCulture) : 0));

    private static Recipient Reader(string id, string? name, string zone, string schedule) =>
        new() { Id = id, Name = name, Email = $"{id}@{Postfix.Domain}", Zone = zone, Schedule = schedule, Empty = "send" };

    public const string From = $"Monitor demo <monitor@{Postfix.Domain}>";

    [GeneratedRegex(@"^digest\.[a-z]+\.(?<at>\d{8}T\d{6})\.", RegexOptions.ExplicitCapture)]
    private static partial Regex Stamp();

    [GeneratedRegex(@"^   and (?<count>\d+) further (products?|notices?) of", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Further();

    /// <summary>From the number, or from the indent of what takes one line, to the link.</summary>
    [GeneratedRegex(@"^(\d{1,3} +|  )(?<item>\S((?!\n\n).)*?)\n {3,4}> \S+", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Item();
}
