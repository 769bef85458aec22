using Monitor.Documents;
using Monitor.Identity;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Identity;

/// <summary>A change as a reader reads it: the field's name, the whole sentence before and now, the entry that came or went.</summary>
public sealed class ChangeTextTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    /// <summary>What of a notice is compared, before and after, and the lines that tell it; no line = no change to be told.</summary>
    public static TheoryData<string, string, string, string[]> Notices() => new()
    {
        { "body", "The recall covers lot No. 25.2 only. Call the firm.", "The recall covers lot No. 25.2 and the further lot 7-7. Call the firm.",
            ["text, before: The recall covers lot No. 25.2 only.", "text, now: The recall covers lot No. 25.2 and the further lot 7-7."] },
        { "body", "Lots 25.2", "Lots 25.2; further lot 7-7", ["text, before: Lots 25.2", "text, now: Lots 25.2; further lot 7-7"] },
        { "body", "Lot Nos. 25.1, 25.2\n400 vials", "Lot Nos. 25.1, 25.2\nLot No. 7-7\n400 vials", ["text, added: Lot No. 7-7"] },
        { "body", "The vials were sold by Dr. A. Example in the U.S. Virgin Islands. Stop using them.", "The vials were sold by Dr. A. Example in the U.S. Virgin Islands and in Ohio. Stop using them.",
            ["text, before: The vials were sold by Dr. A. Example in the U.S. Virgin Islands.", "text, now: The vials were sold by Dr. A. Example in the U.S. Virgin Islands and in Ohio."] },
        { "body", "One woman lost sight. Two were ill.", "One woman lost sight. Two were ill. One man died.", ["text, added: One man died."] },
        { "body", "First. Second. Third.", "First. Third.", ["text, taken out: Second."] },
        { "body", "The dose is 2.5 mg.", "The dose is 25 mg.", ["text, before: The dose is 2.5 mg.", "text, now: The dose is 25 mg."] },
        { "body", "Endotoxin < 5 EU was found.", "Endotoxin > 5 EU was found.", ["text, before: Endotoxin < 5 EU was found.", "text, now: Endotoxin > 5 EU was found."] },
        { "body", "Store at -20 °C.", "Store at 20 °C.", ["text, before: Store at -20 °C.", "text, now: Store at 20 °C."] },
        { "body", "Smith &amp; Sons recall it.", "Smith & Sons recall it.", [] },
        { "body", "One  lot.\nIt is\u00a0sterile.", "One lot. It is sterile.", [] },
        { "body", "The firm recalls\nall lots of it.", "The firm recalls all lots of it.", [] },
        { "body", "First thing. Second thing.", "Second thing. First thing.", [] },
        { "body", "Do not use “it”.", "Do not use \"it\".", [] },
        { "body", "It is <b>not</b> sterile.", "It is not sterile.", [] },
        { "reason", "Lack of sterility assurance", "Lack of sterility assurance; mould found in one vial", ["reason, before: Lack of sterility assurance", "reason, now: Lack of sterility assurance; mould found in one vial"] },
        { "product", "Exosome solution, 5 mL vials, 10 per box", "Exosome solution, 5 mL vials, 10 per box, and 2 mL vials",
            ["product, before: Exosome solution, 5 mL vials, 10 per box", "product, now: Exosome solution, 5 mL vials, 10 per box, and 2 mL vials"] },
        { "status", "Ongoing", "Completed", ["status: Ongoing -> Completed"] },
        { "status", "Ongoing", "ongoing", [] },
        { "recallClass", "Class II", "Class I", ["class: Class II -> Class I"] },
    };

    [Theory]
    [MemberData(nameof(Notices))]
    public void Of_a_notice(string field, string old, string now, string[] lines) => Told(With(field, old), With(field, now)).ShouldBe(lines);

    [Fact]
    public void Of_a_list_of_hundreds_of_lots_in_one_line_the_one_that_came()
    {
        var lots = string.Join(", ", Enumerable.Range(100, 300).Select(i => $"A{i}"));
        Told(With("body", lots), With("body", $"{lots}, B7")).ShouldBe(["text, added: B7"]);
        Told(With("body", lots), With("body", lots.Replace("A250, ", "", StringComparison.Ordinal))).ShouldBe(["text, taken out: A250"]);
    }

    [Fact]
    public void A_class_that_comes_with_another_lot_hides_it_not() =>
        Told(With("body", "Lot 1"), With("body", "Lot 1\nLot 2") with { RecallClass = "Class I" }).ShouldBe(["class: Class I", "text, added: Lot 2"]);

    [Fact]
    public void Of_outcomes_each_by_itself()
    {
        var old = Any.Trial() with { Outcomes = ["Hair count at 24 weeks", "Pain", "Safety"] };
        Told(old, old with { Outcomes = ["Safety", "Hair count at 12 weeks", "Hair width", "Pain &amp; itch"] }).ShouldBe(
        [
            "outcome, before: Hair count at 24 weeks", "outcome, now: Hair count at 12 weeks",
            "outcome, added: Hair width", "outcome, before: Pain", "outcome, now: Pain & itch",
        ]);
        Told(old, old with { Outcomes = ["Safety.", "Pain", "Hair  count at 24 weeks"] }).ShouldBeEmpty();
    }

    [Fact]
    public void Of_numbers_and_dates_old_and_new()
    {
        var old = Any.Trial() with { Enrollment = 60, Completion = new PartialDate(2026, 5) };
        Told(old, old with { Enrollment = 80, Completion = new PartialDate(2027, 1) })
            .ShouldBe(["participants: 60 -> 80", "completion of the study: 2026-05 -> 2027-01"]);
        Told(old with { WhyStopped = "No funding" }, old with { WhyStopped = "no funding." }).ShouldBeEmpty();
    }

    [Fact]
    public void Nothing_is_told_as_becoming_itself()
    {
        var random = new Random(17);
        string[] words = ["Lot", "No.", "25.2", "7-7", ";", ",", ".", "The", "firm", "recalls", "it.", "\n", "&amp;", "Dr.", "mg", "<", "5"];
        for (var i = 0; i < 5000; i++)
        {
            var (old, now) = (string.Join(' ', random.GetItems(words, random.Next(1, 60))), string.Join(' ', random.GetItems(words, random.Next(1, 60))));
            foreach (var change in Revise.Again(With("body", old), With("body", now), Now).Revisions.SelectMany(r => r.Changes))
            {
                Monitor.Text.SameText.Are(change.Old, change.New).ShouldBeFalse($"{change} of {old} -> {now}");
                ChangeText.Lines(change).ShouldNotBeEmpty();
            }
        }
    }

    private static IReadOnlyList<string> Told(Hit old, Hit now) => [.. Revise.Again(old, now, Now).Revisions.Where(r => r.News).SelectMany(ChangeText.Lines)];

    private static Notice With(string field, string value) => field switch
    {
        "body" => Any.Notice() with { Body = value },
        "reason" => Any.Notice() with { Reason = value },
        "product" => Any.Notice() with { Product = value },
        "status" => Any.Notice() with { Status = value },
        _ => Any.Notice() with { RecallClass = value },
    };
}
