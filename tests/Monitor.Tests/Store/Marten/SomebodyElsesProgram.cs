using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using JasperFx;
using Marten;
using Weasel.Core;

namespace Monitor.Tests.Store.Marten;

/// <summary>
/// The program that decision 018 shows: it knows Marten and the names in the documents, and nothing of Monitor's code.
/// </summary>
internal sealed class SomebodyElsesProgram(string connectionString, string schema) : IDisposable
{
    /// <summary>What it reads of an article; all else of it is kept for storing it back.</summary>
    internal sealed class Article
    {
        public string Id { get; set; } = "";
        public string Title { get; set; } = "";
        public string? Journal { get; set; }
        public string? Published { get; set; }
        public List<Tag> Tags { get; set; } = [];

        [JsonExtensionData]
        public Dictionary<string, JsonElement> Rest { get; set; } = [];
    }

    internal sealed class Tag
    {
        public string Name { get; set; } = "";
        public string Value { get; set; } = "";

        [JsonExtensionData]
        public Dictionary<string, JsonElement> Rest { get; set; } = [];
    }

    private readonly DocumentStore _store = DocumentStore.For(options =>
    {
        options.Connection(connectionString);
        options.DatabaseSchemaName = schema;
        options.AutoCreateSchemaObjects = AutoCreate.None;
        var json = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        };
        options.UseSystemTextJsonForSerialization(json, EnumStorage.AsString, Casing.CamelCase);
        options.Schema.For<Article>().Identity(article => article.Id).DocumentAlias("article").UseOptimisticConcurrency(true);
    });

    /// <summary>Titles of the articles of a journal in a year, of one design, with a word in the title.</summary>
    public async Task<IReadOnlyList<string>> TitlesAsync(string journal, int year, string design, string word)
    {
        await using var session = _store.QuerySession();
        return await session.Query<Article>()
            .Where(a => a.Journal == journal && a.Published!.StartsWith($"{year}") && a.Tags.Any(t => t.Name == "design" && t.Value == design)) // non-null: SQL leaves out what has none
            .Where(a => a.Title.Contains(word, StringComparison.OrdinalIgnoreCase))
            .OrderBy(a => a.Title).Select(a => a.Title).ToListAsync();
    }

    /// <summary>Adds a mark of its own to an article and stores it back.</summary>
    public async Task MarkAsync(string id, string mark)
    {
        await using var session = _store.LightweightSession();
        var article = await session.LoadAsync<Article>(id) ?? throw new InvalidOperationException($"{id} is not there");
        article.Rest["theirMark"] = JsonSerializer.SerializeToElement(mark);
        session.Store(article);
        await session.SaveChangesAsync();
    }

    public void Dispose() => _store.Dispose();
}
