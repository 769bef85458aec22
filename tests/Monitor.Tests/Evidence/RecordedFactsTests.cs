using Monitor.Documents;
using Monitor.Evidence;
using Monitor.Tests.Sources.PubMed;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Evidence;

/// <summary>Facts of recorded papers, each read by a person first; null = the record does not say it.</summary>
public sealed class RecordedFactsTests
{
    private const string Spine = "efetch_large_292rec_15langs_2019.xml";
    private const string Serine = "efetch_large_93rec_reference_lists_2019.xml";
    private static readonly Dictionary<string, List<Article>> Files = new(StringComparer.Ordinal);

    [Theory]
    [InlineData("efetch_22663011.xml", "22663011", "rct", "people", "322")]
    [InlineData("efetch_29768149.xml", "29768149", "rct", "people", "3849")]
    [InlineData("efetch_no_vernacular_27305424.xml", "27305424", "rct", "people", "119")]
    [InlineData(Spine, "30045346", "rct", "people", "100")]
    [InlineData("efetch_metapub_36987902.xml", "36987902", "cohort", "people", "101")]
    [InlineData("efetch_reciter_32025781.xml", "32025781", "cohort", "people", "435")]
    [InlineData(Spine, "28112788", "cohort", "people", "48")]
    [InlineData(Spine, "27608748", "cohort", "people", "128")]
    [InlineData(Spine, "27506780", "cohort", "people", "31")]
    [InlineData(Spine, "19836957", "cohort", "people", "51")]
    [InlineData(Spine, "18254281", "cohort", "people", "38")]
    [InlineData(Spine, "17633120", "cohort", "people", "33")]
    [InlineData(Serine, "28415597", "cohort", "people", "332")]
    [InlineData(Spine, "28417614", "case-series", "people", "17")]
    [InlineData(Spine, "18306130", "case-series", "people", "46")]
    [InlineData(Spine, "29742719", "case-report", "people", "1")]
    [InlineData(Spine, "29151570", "case-report", "people", "1")]
    [InlineData(Spine, "26607290", "case-report", "people", "1")]
    [InlineData(Spine, "22895130", "case-report", "people", "1")]
    [InlineData(Spine, "17515809", "case-report", "people", "1")]
    [InlineData("efetch_reciter_28356292.xml", "28356292", "animal", "animals", null)]
    [InlineData(Serine, "28765091", "in-vitro", "cells", null)]
    [InlineData(Serine, "28708069", "in-vitro", "cells", null)]
    [InlineData(Serine, "28350087", "in-vitro", "cells", null)]
    [InlineData("efetch_metapub_37693885.xml", "37693885", "review", null, null)]
    [InlineData("efetch_metapub_32051057.xml", "32051057", "review", null, null)]
    [InlineData("efetch_metapub_34843274.xml", "34843274", "guideline", "people", null)]
    [InlineData("efetch_metapub_34529508.xml", "34529508", "opinion", null, null)]
    [InlineData("efetch_metapub_38833988.xml", "38833988", "correction", null, null)]
    [InlineData("efetch_metapub_11618220.xml", "11618220", null, null, null)]
    public void Design_species_and_participants_are_those_a_reader_finds(string file, string pmid, string? design, string? species, string? participants)
    {
        var hit = FactReader.Tagged(Read(file).Single(a => a.Pmid == pmid));
        (Fact.Of(hit, "design"), Fact.Of(hit, "species"), Fact.Of(hit, "participants")).ShouldBe((design, species, participants));
        var silent = new[] { ("design", design), ("species", species), ("participants", participants) }.Where(f => f.Item2 is null).Select(f => f.Item1);
        hit.Tags.Where(t => silent.Contains(t.Name)).ShouldAllBe(t => t.Value == "not stated" && t.At == null && t.Field == null);
    }

    [Theory]
    [InlineData("efetch_22663011.xml")]
    [InlineData("efetch_no_vernacular_27305424.xml")]
    [InlineData(Spine)]
    [InlineData(Serine)]
    [InlineData("efetch_pubmedpy_6rec_dates.xml")]
    [InlineData("efetch_metapub_39382274.xml")]
    [InlineData("efetch_preprint_2025dtd_a.xml")]
    public void Every_fact_names_its_rule_and_cuts_whole_words_out_of_the_stored_record(string file)
    {
        foreach (var article in Read(file))
        {
            var tags = FactReader.Of(article);
            tags.Select(t => t.Name).ShouldBe(Fact.All);
            foreach (var tag in tags)
            {
                tag.Rule.ShouldStartWith(tag.Name + "/");
                if (tag.Value == "not stated") continue;
                Words(article, tag.Field.ShouldNotBeNull(), tag.At.ShouldNotBeNull());
                foreach (var cue in tag.Cues ?? []) Words(article, cue.Field, cue.At);
            }

            FactReader.Of(article).ShouldBe(tags, "the same record has the same facts");
        }
    }

    private static void Words(Article article, string field, Span at)
    {
        var text = Text(article, field);
        at.Length.ShouldBeGreaterThan(0);
        (at.Start + at.Length).ShouldBeLessThanOrEqualTo(text.Length);
        var words = text.Substring(at.Start, at.Length);
        if (field.Contains('[', StringComparison.Ordinal)) words.ShouldBe(text);
        else words.Trim().ShouldBe(words);
        if (at.Start > 0) (char.IsLetterOrDigit(text[at.Start - 1]) && char.IsLetterOrDigit(words[0])).ShouldBeFalse($"{article.Pmid} {field}: '{words}' begins within a word");
    }

    private static string Text(Article article, string field) => field.Split('[', ']') switch
    {
        ["title"] => article.Title,
        ["abstract"] => article.Abstract.ShouldNotBeNull(),
        ["publicationTypes", var index, ""] => article.PublicationTypes[int.Parse(index, System.Globalization.CultureInfo.InvariantCulture)],
        ["funders", var index, ""] => article.Funders[int.Parse(index, System.Globalization.CultureInfo.InvariantCulture)],
        ["conflictStatement"] => article.ConflictStatement!,
        ["meshTerms", var index, ""] => article.MeshTerms[int.Parse(index, System.Globalization.CultureInfo.InvariantCulture)],
        _ => throw new InvalidOperationException(field),
    };

    private static List<Article> Read(string file)
    {
        lock (Files)
        {
            if (!Files.TryGetValue(file, out var articles)) Files[file] = articles = [.. PubMedFile.Read(PubMedFile.Recorded(file)).Articles()];
            return articles;
        }
    }
}
