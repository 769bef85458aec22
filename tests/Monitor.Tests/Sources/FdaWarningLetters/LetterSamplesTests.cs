using System.Globalization;
using System.Text.RegularExpressions;
using Monitor.Documents;
using Monitor.Sources;
using Monitor.Sources.Fda;
using Monitor.Sources.FdaWarningLetters;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Sources.FdaWarningLetters;

/// <summary>The official export of 2023 as a listing; its links are ours, because the export has none.</summary>
public sealed partial class LetterSamplesTests
{
    [Fact]
    public async Task All_580_rows_are_read_and_some_are_as_by_hand()
    {
        var fetched = await FetchAsync();
        (fetched.Total, fetched.Unreadable.Count).ShouldBe((580, 0));
        var letters = fetched.Records.Select(r => (Notice)r.Document).ToList();
        letters.Select(l => l.Id).Distinct().Count().ShouldBe(580);
        letters.ShouldAllBe(l => l.Published != null && l.Initiated != null && l.Firm != null && l.Posted == null);
        letters.Count(l => l.Status != null && l.Status.StartsWith("close-out", StringComparison.Ordinal)).ShouldBe(15);

        Shown(letters, "Vaproma Inc.").ShouldBe("2023-12-20 2023-12-20 Center for Tobacco Products | Family Smoking Prevention and Tobacco Control Act/Adulterated/Misbranded | ");
        Shown(letters, "Seoul Cosmetics Co., Ltd.").ShouldBe("2023-10-10 2023-10-02 Center for Drug Evaluation and Research | CDER | CGMP/Finished Pharmaceuticals/Unapproved New Drug/Misbranded/Adulterated | ");
        Shown(letters, "Tijuana’s Produce Inc.").ShouldBe("2023-10-10 2023-08-24 Division of West Coast Imports | Foreign Supplier Verification Program (FSVP) | ");
        Shown(letters, "Lydia Co. Ltd.").ShouldBe("2023-07-04 2023-06-26 Center for Drug Evaluation and Research | CDER | Failure to Register and List | close-out letter 2023-08-23");
        Shown(letters, "Born Blessed Enterprises, LLC d/b/a One Stop Vape Shop").ShouldStartWith("2023-10-12 2023-10-12 Center for Tobacco Products");
        Shown(letters, "Hygienic Labs, LLC").ShouldBe("2023-10-17 2023-09-19 Center for Drug Evaluation and Research | CDER | Refusal to Provide Access to and Copying of Records | ");
        Shown(letters, "Kimera Labs, Inc.").ShouldBe("2024-01-04 2023-09-01 Division of Biological Products Operations I | Investigational Device Exemptions (IDE) | "); // posted months after its date
    }

    [Fact]
    public async Task A_letter_of_the_export_with_a_real_page_has_its_text_and_product()
    {
        var sample = await File.ReadAllTextAsync(Shared.File("samples/fda/warning_letter_ag_hair_2022_head.html"), TestContext.Current.CancellationToken);
        var edge = new LetterEdge(LetterEdge.Row("ag-hair-limited-638646-11282022", posted: "12/06/2022", issued: "11/28/2022", company: "AG Hair Limited")) { Page = _ => StubHandler.Html(sample) };
        var letter = (Notice)(await edge.FetchAsync(like: edge.Like with { From = edge.Handler.Clock.GetUtcNow().AddYears(-4), Wanted = ["638646"] })).Records.Single().Document;
        letter.ExternalId.ShouldBe("638646");
        letter.Product.ShouldBe("Drugs");
        letter.Body.ShouldNotBeNull().ShouldContain("elevated bioburden count");
        letter.Body.ShouldNotContain("About Warning and Close-Out Letters");
        FdaDay.Find("MARCS-CMS 638646 — November 28, 2022").ToString().ShouldBe("2022-11-28");
    }

    private static string Shown(List<Notice> letters, string firm)
    {
        var letter = letters.Single(l => l.Firm == firm);
        return $"{letter.Published} {letter.Initiated} {letter.Abstract} | {letter.Reason} | {letter.Status}";
    }

    private static Task<Fetched> FetchAsync()
    {
        var rows = File.ReadLines(Shared.File("samples/fda/warning_letters_official_export_2024.csv")).Skip(1).Where(l => l.Length > 0).Select(Cells).ToList();
        var edge = new LetterEdge([.. rows.Select((cells, i) => Listed(cells, i))]);
        return edge.FetchAsync(new FdaWarningLettersOptions { PageSize = 100 });
    }

    /// <summary>The cells of the export as the listing would show them: HTML, a link at the company.</summary>
    private static string[] Listed(string[] cells, int i)
    {
        var number = (900_000 + i).ToString(CultureInfo.InvariantCulture);
        var html = cells.Select(System.Net.WebUtility.HtmlEncode).Select(c => c ?? "").ToArray();
        html[2] = $"<a href=\"{LetterEdge.Folder}synthetic-{number}-01012023\">{html[2]}</a>";
        return html;
    }

    private static string[] Cells(string line) => [.. Cell().Matches(line).Select(c => c.Groups["quoted"].Success ? c.Groups["quoted"].Value : c.Groups["plain"].Value)];

    [GeneratedRegex(@"(^|,)(""(?<quoted>[^""]*)""|(?<plain>[^,]*))", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Cell();
}
