using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using System.Text.Unicode;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Monitor.Delivery;
using Monitor.Delivery.Alerts;
using Monitor.Delivery.Email;
using Monitor.Documents;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Delivery;

/// <summary>The words of the HTML part are those of the plain part, also for who reads it without its form: none run together.</summary>
public sealed partial class MailWordsTests : IDisposable
{
    private static readonly string[] OnlyInHtml = ["And", "more", "(reasons", "and", "history)", "All", "open", "alarms", "I", "have", "seen", "it"];

    private readonly ServiceProvider _services = new ServiceCollection().AddLogging().AddSingleton(HtmlEncoder.Create(UnicodeRanges.All)).BuildServiceProvider();

    private MailHtml Html => new(_services, _services.GetRequiredService<ILoggerFactory>());

    [Fact]
    public async Task Of_a_digest_with_everything()
    {
        var digest = new Digest
        {
            Subject = "subject", Lead = "Lead sentence.", Alarms = ["alarm one", "alarm two"],
            Sections =
            [
                new DigestSection("FIRST (2)",
                [
                    Item("retracted", 1) with { Mark = "RETRACTED" },
                    Item("new", 2) with { Glance = "RCT, 48 adults", Mark = "CORRECTED" },
                ]),
                new DigestSection("NEW IN PEOPLE (2)", [Item("glanced", 3) with { Glance = "cohort, 12 adults" }, Item("bare", 4) with { Link = null, Page = null }]),
                new DigestSection("NEW IN ANIMALS OR CELLS (3)",
                [
                    Item("mice", null) with { Brief = true, Glance = "mice" },
                    Item("rats", null) with { Brief = true, Mark = "UPDATED", Link = null },
                    Item("cells", null) with { Brief = true, Glance = "cells", Mark = "CORRECTED", Records = ["Also in Crossref", "Preprint of it: bioRxiv"] },
                ]),
            ],
            Rest = 7, RestLink = "https://monitor.example/messages/1", Alerted = ["alerted one", "alerted two"], Started = ["started one", "started two"],
            Changed = ["changed one", "changed two"], Reports = ["reported one", "reported two"], Looked = ["looked one", "looked two"], NotLooked = ["not one", "not two"],
        };
        Same(await Html.DigestAsync(digest), DigestText.Write(digest));
        Same(await Html.DigestAsync(digest with { NotLooked = [], Rest = 0 }), DigestText.Write(digest with { NotLooked = [], Rest = 0 }));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Of_an_alert(bool seenFirst)
    {
        var letter = new AlertLetter
        {
            Subject = "subject", Lead = "Lead sentence.", SeenFirst = seenFirst, SeenLink = "https://monitor.example/seen/1", SeenNote = "Unseen after 4 h it goes to Ann.",
            Lines =
            [
                new AlertLine("WHAT", [new MarkedRow("a title"), new MarkedRow("its journal")]),
                new AlertLine("WORDS", [Marked("nanoexosomes given (exosomes) twice")]),
                new AlertLine("SOURCE", [new MarkedRow("", "https://source.example/1"), new MarkedRow("copy kept", "https://monitor.example/hits/1")]),
            ],
            Foot = ["foot one", "foot two"],
        };
        Same(await Html.AlertAsync(letter), AlertText.Write(letter));
    }

    [Fact]
    public async Task Of_a_letter_to_the_operator()
    {
        var report = new AlarmReport("subject", "Lead sentence.", [new AlarmItem("gap pubmed", "no answer", ["fact one", "fact two"])],
            [new AlarmItem("schema crossref", "a field is gone", ["fact three"]), new AlarmItem("silent fda-rss", "nothing", [])], "https://monitor.example/");
        Same(await Html.AlarmsAsync(report), report.Text());
    }

    [Fact]
    public async Task A_word_marked_in_part_stays_whole()
    {
        var item = Item("x", 1) with { Snippets = [Marked("nanoexosomes given (exosomes) twice")] };
        var html = await Html.DigestAsync(new Digest { Subject = "s", Lead = "l", RestLink = "https://monitor.example/", Sections = [new DigestSection("FIRST (1)", [item])] });
        SeenText.Words(SeenText.Of(html)).ShouldContain("nanoexosomes");
        SeenText.Words(SeenText.Of(html)).ShouldContain("(exosomes)");
    }

    public void Dispose() => _services.Dispose();

    private static DigestItem Item(string title, int? number) => new()
    {
        Title = $"Title of {title}", Number = number, Facts = ["fact one", "fact two"], Records = ["Also in Europe PMC"], Snippets = [Marked("nanoexosomes given (exosomes) twice")],
        Because = "exosom (title)", Link = "https://source.example/1", Page = "https://monitor.example/hits/1",
    };

    private static MarkedRow Marked(string text) => new(text) { Marks = [new Span(4, 8), new Span(20, 8)] };

    /// <summary>The same words in the same numbers but for addresses, and for what each part says of its links.</summary>
    internal static void Same(string html, string text)
    {
        var (seen, plain) = (Words(SeenText.Of(html)), Plain(text));
        plain.Except(seen).ShouldBeEmpty($"words of the plain part that are not in the HTML:\n{SeenText.Of(html)}");
        seen.Where(w => !w.StartsWith("http", StringComparison.Ordinal)).Except(plain).Except(OnlyInHtml).ShouldBeEmpty("words of the HTML that are not in the plain part");
    }

    /// <summary>A colon parts what stands apart in the other form.</summary>
    private static string[] Words(string text) => [.. SeenText.Words(text).Select(w => w.TrimEnd(':'))];

    private static string[] Plain(string text) =>
        [.. Words(Addresses().Replace(text, " ").Replace("*", "", StringComparison.Ordinal)).Except([">", "!", "-", "DO", "AND", "MORE"])];

    [GeneratedRegex(@"https?://\S+")]
    private static partial Regex Addresses();
}
