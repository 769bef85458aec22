using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Monitor.Delivery;
using Monitor.Delivery.Email;
using Monitor.Documents;
using Monitor.Evidence;

namespace Monitor.Benchmarks;

/// <summary>A digest of three hundred items, composed and set as text and HTML, beside a bare component that sets their titles and abstracts.</summary>
internal static class DigestBenchmark
{
    private const int Items = 300;

    public static int Run(string[] args)
    {
        using var services = new ServiceCollection().AddLogging().AddSingleton(HtmlEncoder.Create(UnicodeRanges.All)).BuildServiceProvider();
        var html = new MailHtml(services, NullLoggerFactory.Instance);
        var input = Input();
        var length = 0;
        void Compose()
        {
            var digest = DigestBuilder.Build(input);
            length = DigestText.Write(digest).Length + html.DigestAsync(digest).GetAwaiter().GetResult().Length;
        }

        var (ratio, first, second) = Paired.Run(9, () => Bare(services, input), Compose);
        Console.WriteLine(args.Contains("--json")
            ? JsonSerializer.Serialize(new { items = Items, bareMilliseconds = first * 1e3, digestMilliseconds = second * 1e3, characters = length, ratio })
            : string.Create(CultureInfo.InvariantCulture, $"{Items} items: bare component {first * 1e3:0.0} ms, digest {second * 1e3:0.0} ms ({length} characters): ratio {ratio:0.0}"));
        return 0;
    }

    private static void Bare(IServiceProvider services, DigestInput input)
    {
        using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<Titles>(ParameterView.FromDictionary(new Dictionary<string, object?> { [nameof(Titles.Hits)] = input.Due.Select(d => d.Hit).ToList() }))).ToHtmlString())
            .GetAwaiter().GetResult();
    }

    private static DigestInput Input()
    {
        var now = TimeProvider.System.GetUtcNow();
        var watch = new Watch { Name = "w", Title = "W", Query = "exosom* AND hair", Kind = "studies" };
        return new DigestInput
        {
            Recipient = new Recipient { Id = "r", Email = "r@example.org", Zone = "Europe/Berlin" }, Watches = [watch], From = now.AddDays(-1), To = now, MaxItems = Items, RestLink = "",
            Due = [.. Enumerable.Range(0, Items).Select(i => new DueItem(new Revision { HitId = $"pubmed:{i}", Type = RevisionType.New, At = now }, Hit(i, now), "w"))],
        };
    }

    private static Hit Hit(int i, DateTimeOffset now)
    {
        var text = new StringBuilder("Background. ").Insert(0, $"We randomised {20 + i} adults with hair loss to exosomes or saline. ");
        for (var n = 0; n < 12; n++) text.Append(CultureInfo.InvariantCulture, $"Sentence {n} tells of hair density in patients after {n} weeks. ");
        return FactReader.Tagged(new Article
        {
            Id = $"pubmed:{i}", Source = "pubmed", ExternalId = $"{i}", Pmid = $"{i}", Title = $"Paper {i} on exosomes in hair loss", Abstract = text.ToString(), FirstSeen = now,
            Published = new PartialDate(now.Year, now.Month), Link = $"https://example.org/{i}",
            Matches = [new Match { Watch = "w", Field = "abstract", Clause = "hair", Words = ["hair"], Offsets = [new Monitor.Documents.Span(text.ToString().IndexOf("hair", StringComparison.Ordinal), 4)] }],
        });
    }

    /// <summary>What any list of hits has to write at least.</summary>
    private sealed class Titles : ComponentBase
    {
        [Parameter]
        public IReadOnlyList<Hit> Hits { get; set; } = [];

        protected override void BuildRenderTree(RenderTreeBuilder builder)
        {
            foreach (var hit in Hits)
            {
                builder.OpenElement(0, "h3");
                builder.AddContent(1, hit.Title);
                builder.CloseElement();
                builder.OpenElement(2, "p");
                builder.AddContent(3, hit.Abstract);
                builder.CloseElement();
            }
        }
    }
}
