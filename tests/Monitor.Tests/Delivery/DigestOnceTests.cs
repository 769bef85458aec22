using System.Text.RegularExpressions;
using Monitor.Delivery;
using Monitor.Documents;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Delivery;

/// <summary>One report is one item of a digest, and one in every number of it.</summary>
public sealed partial class DigestOnceTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 6, 0, 0, TimeSpan.Zero);
    private static long _seq;

    [Fact]
    public void What_is_new_and_was_corrected_since_is_one_new_paper_that_is_corrected()
    {
        var hit = Any.Article("1", "A paper");
        var digest = Build(Due(hit), Due(hit, RevisionType.Corrected, new FieldChange("ErratumIn", null, "PMID 9")));
        var item = digest.Sections.ShouldHaveSingleItem().Items.ShouldHaveSingleItem();
        digest.Sections[0].Heading.ShouldBe("NEW, SPECIES NOT STATED (1)");
        item.Mark.ShouldBe("CORRECTED");
        item.Facts.ShouldContain("erratum: PMID 9");
        digest.Lead.ShouldStartWith("1 new paper since");
    }

    [Fact]
    public void What_is_new_and_was_retracted_since_is_one_retraction()
    {
        var hit = Any.Article("1", "A paper");
        var digest = Build(Due(hit), Due(hit, RevisionType.Retracted, new FieldChange("RetractionIn", null, "PMID 9")));
        digest.Sections.ShouldHaveSingleItem().Heading.ShouldBe("FIRST (1)");
        digest.Sections[0].Items.ShouldHaveSingleItem().Mark.ShouldBe("RETRACTED");
        digest.Subject.ShouldStartWith("1 retraction |");
    }

    [Fact]
    public void Records_of_one_paper_that_tell_the_same_are_one_retraction()
    {
        DueItem Of(string id) => Due(Any.Article(id, "A paper"), RevisionType.Retracted) with { Report = "pubmed:1", SentBefore = "You got it on 2026-11-01, in \"x\"." };
        var digest = Build(Of("1"), Of("2"), Of("3"));
        digest.Sections.ShouldHaveSingleItem().Items.ShouldHaveSingleItem().Facts.Count(f => f.StartsWith("You got it", StringComparison.Ordinal)).ShouldBe(1);
        digest.Lead.ShouldStartWith("One report you were sent is retracted. 1 retraction since");
    }

    [Fact]
    public void Several_changes_of_a_trial_are_one_trial_and_its_stop_stands_first()
    {
        var trial = Any.Trial("NCT00000001", "A trial") with { Status = "terminated" };
        var digest = Build(
            Due(trial, RevisionType.Updated, new FieldChange("enrollment", "40", "12")), Due(trial, RevisionType.StatusChanged, new FieldChange("status", "recruiting", "terminated")));
        var item = digest.Sections.ShouldHaveSingleItem().Items.ShouldHaveSingleItem();
        item.Mark.ShouldBe("STOPPED, UPDATED");
        item.Facts.ShouldContain("status: recruiting -> terminated");
        item.Facts.ShouldContain("participants: 40 -> 12");
        digest.Lead.ShouldStartWith("1 trial stopped since");
    }

    [Fact]
    public void Whatever_is_due_the_subject_the_headings_and_the_foot_count_the_items()
    {
        var types = new[] { RevisionType.New, RevisionType.Updated, RevisionType.Corrected, RevisionType.Retracted, RevisionType.ExpressionOfConcern, RevisionType.Deleted };
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var due = Enumerable.Range(0, random.Next(1, 40)).Select(_ =>
            {
                var n = random.Next(12);
                Hit hit = random.Next(4) switch
                {
                    0 => Any.Trial($"NCT{n:D8}", $"trial {n}"),
                    1 => Any.Notice($"{n}", $"notice {n}"),
                    _ => Any.Article($"{n}", $"paper {n}") with { Published = new PartialDate(random.Next(2018, 2027)) },
                };
                var item = Due(hit, types[random.Next(types.Length)]);
                return hit switch { Article => item with { Report = n < 6 ? $"report {n / 2}" : null }, Notice => item with { Event = $"event {n / 3}" }, _ => item };
            }).ToArray();
            var digest = Build(due);
            var items = digest.Sections.Sum(s => s.Items.Count);
            digest.Rest.ShouldBe(0);
            Number().Matches(digest.Lead[..digest.Lead.IndexOf(" since ", StringComparison.Ordinal)].Split(". ")[^1]).Sum(n => int.Parse(n.Value, null)).ShouldBe(items, $"seed {seed}: {digest.Lead}");
            digest.Sections.Sum(s => int.Parse(Number().Match(s.Heading).Value, null)).ShouldBe(items);
            digest.Looked.ShouldContain(l => l.StartsWith($"This mail tells {items} report", StringComparison.Ordinal));
            var papers = due.Where(d => d.Hit is not Notice).Select(d => d.Report ?? d.Hit.Id).Distinct().Count();
            digest.Sections.SelectMany(s => s.Items).Count(i => !i.Title.StartsWith("notice", StringComparison.Ordinal)).ShouldBe(papers);
        }
    }

    private static DueItem Due(Hit hit, RevisionType type = RevisionType.New, params FieldChange[] changes) =>
        new(new Revision { Seq = ++_seq, HitId = hit.Id, Type = type, At = Now, Changes = changes }, hit, "hair");

    private static Digest Build(params DueItem[] due) => DigestBuilder.Build(new DigestInput
    {
        Recipient = Any.Recipient(), Watches = [Any.Watch()], Due = due, From = Now.AddDays(-1), To = Now, RestLink = "http://localhost/rest", MaxItems = 100,
    });

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Number();
}
