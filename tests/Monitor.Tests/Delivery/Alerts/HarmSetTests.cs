using System.Text.Json;
using Monitor.Delivery;
using Monitor.Delivery.Alerts;
using Monitor.Documents;
using Monitor.Tests.Infrastructure;
using Monitor.Tests.Watches;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Delivery.Alerts;

/// <summary>
/// Invented reports of harm and harmless neighbours, all of which the delivered safety watch finds; written by others than
/// whoever wrote the rules.
/// </summary>
public sealed class HarmSetTests(ITestOutputHelper output)
{
    private static readonly Watch Safety = Delivered.Watches.Single(w => w.Name == "exosome-safety");

    [Fact]
    public void No_report_of_harm_waits()
    {
        var records = Read("synthetic-harm.jsonl");
        records.Count.ShouldBeGreaterThanOrEqualTo(60);
        var waiting = records.Where(r => Kind(r) is null).Select(r => $"{r.Id} {r.Title}").ToList();
        output.WriteLine($"{records.Count - waiting.Count} of {records.Count} reports of harm alert");
        waiting.ShouldBeEmpty();
    }

    [Fact]
    public void At_most_one_in_twenty_of_the_harmless_alerts()
    {
        var records = Read("synthetic-harmless.jsonl");
        records.Count.ShouldBeGreaterThanOrEqualTo(150);
        var alerting = records.Where(r => Kind(r) is not null).Select(r => $"{r.Id} ({r.Class}) {r.Title}").ToList();
        output.WriteLine($"{alerting.Count} of {records.Count} harmless records alert");
        foreach (var alert in alerting) output.WriteLine("  " + alert);
        alerting.Count.ShouldBeLessThanOrEqualTo(records.Count / 20);
    }

    /// <summary>
    /// Written by a third, a fourth and a fifth hand. The rules were first tried on each before they were mended by it; of the last only
    /// corrections were (the figures are in decision 036). What they get wrong now may not get more.
    /// </summary>
    [Theory]
    [InlineData("synthetic-harm-held-out.jsonl", 34, 0, 6)]
    [InlineData("synthetic-harm-fourth-hand.jsonl", 30, 0, 3)]
    [InlineData("synthetic-harm-unseen.jsonl", 30, 0, 16)]
    public void Little_harm_of_another_hand_waits_and_few_harmless_alert(string file, int harms, int mostMissed, int mostAlerts)
    {
        var records = Read(file);
        records.Count(r => r.Harm).ShouldBe(harms);
        var missed = records.Where(r => r.Harm && Kind(r) is null).Select(r => $"{r.Id} {r.Title}").ToList();
        var alerting = records.Where(r => !r.Harm && Kind(r) is not null).Select(r => $"{r.Id} ({r.Class}) {r.Title}").ToList();
        output.WriteLine($"{missed.Count} of {harms} reports of harm wait; {alerting.Count} of {records.Count - harms} harmless records alert");
        foreach (var one in missed.Select(m => $"waits: {m}").Concat(alerting)) output.WriteLine("  " + one);
        missed.Count.ShouldBeLessThanOrEqualTo(mostMissed);
        alerting.Count.ShouldBeLessThanOrEqualTo(mostAlerts);
    }

    /// <summary>One sentence such as harmless records have must not show that a report of harm may wait.</summary>
    [Fact]
    public void A_stray_sentence_of_another_class_lets_no_harm_wait()
    {
        var harms = Everything().Where(r => r.Harm && r.Abstract.Length > 0).ToList();
        var waiting = harms.Select((r, i) => (r.Id, Stray: Strays[i % Strays.Length], Kind: Kind(r with { Abstract = $"{r.Abstract} {Strays[i % Strays.Length]}" })))
            .Where(r => r.Kind is null).Select(r => $"{r.Id} + {r.Stray}").ToList();
        harms.Count.ShouldBeGreaterThanOrEqualTo(40);
        waiting.ShouldBeEmpty();
    }

    /// <summary>One sentence that tells of somebody harmed by a product makes any harmless record alert.</summary>
    [Fact]
    public void One_sentence_of_harm_makes_a_harmless_record_alert()
    {
        var harmless = Everything().Where(r => !r.Harm && r.Abstract.Length > 0).ToList();
        var waiting = harmless.Select((r, i) => (r.Id, Harm: Befell[i % Befell.Length], Kind: Kind(r with { Abstract = $"{r.Abstract} {Befell[i % Befell.Length]}" })))
            .Where(r => r.Kind is null).Select(r => $"{r.Id} + {r.Harm}").ToList();
        harmless.Count.ShouldBeGreaterThanOrEqualTo(40);
        waiting.ShouldBeEmpty();
    }

    private static readonly string[] Strays =
    [
        "We review the literature.", "This narrative review summarises what is known.", "A randomised trial will be designed.",
        "Further studies will be registered.", "HaCaT cells and mice were also studied in vitro.", "In rats the same product did nothing.",
        "No other adverse events were observed.", "It was otherwise well tolerated.", "A questionnaire was sent to colleagues.",
        "Awareness among dermatologists is low.", "Plasma exosomes were measured as a biomarker.", "Exosomal miR-21 was elevated.",
        "The skin improved by half.", "Scores fell from 8 to 3.", "The grant number was omitted.",
    ];

    /// <summary>Sentences of HE016, HE006, HE023 and HH04; the first names no harm by its word.</summary>
    private static readonly string[] Befell =
    [
        "A 44-year-old runner came with a hot swollen knee five days after an injection of exosomes bought by his trainer.",
        "We report the death of a 61-year-old man who collapsed twelve minutes after the start of an infusion of exosomes said to originate from Wharton's jelly.",
        "Delayed-onset nodules were seen in five patients a mean of 7 weeks after intradermal delivery of a rose-derived exosome product to the neck.",
        "One participant, a 34-year-old allotted to exosomes, collapsed eight minutes after her third session and spent a night in intensive care.",
    ];

    private static IEnumerable<Labelled> Everything() =>
        new[] { "synthetic-harm.jsonl", "synthetic-harmless.jsonl", "synthetic-harm-held-out.jsonl", "synthetic-harm-fourth-hand.jsonl" }.SelectMany(Read);

    /// <summary>As a reader of the delivered watch would get it.</summary>
    private static string? Kind(Labelled record)
    {
        var article = Any.Article("1", record.Title) with
        {
            Abstract = record.Abstract.Length == 0 ? null : record.Abstract,
            PublicationTypes = record.Types,
            MeshTerms = record.Mesh,
            Languages = [record.Language],
        };
        article = article with { Matches = Delivered.ReasonsAnywhere(Safety, article) ?? throw new InvalidOperationException($"{record.Id} does not match the watch") };
        var due = new DueItem(new Revision { HitId = article.Id, Type = RevisionType.New, At = default }, article, Safety.Name);
        return AlertChoice.Of(due, new AlertHistory(false, null, null), Any.Recipient(), [Safety])?.Kind;
    }

    private static List<Labelled> Read(string file) =>
        [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Delivery", "Alerts", "Data", file)).Select(l => JsonSerializer.Deserialize<Labelled>(l, JsonSerializerOptions.Web)!)]; // non-null: every line is an object

    private sealed record Labelled(string Id, string Title, string Abstract, string[] Types, string[] Mesh, string Language, string Class, bool Harm);
}
