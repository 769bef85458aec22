using JasperFx;
using Monitor.Documents;
using Weasel.Core;

namespace Monitor.Store.Marten;

/// <summary>How Marten is told what our tables hold. A program of your own that opens the database needs the same settings.</summary>
internal static class MartenModel
{
    /// <summary>Documents by their id in the five columns of <c>mt_doc_*</c>, written as <see cref="StoreJson"/> writes them, guarded by their version.</summary>
    /// <param name="options">What to set; the connection is the caller's.</param>
    /// <param name="schema">Holds the tables.</param>
    public static void Apply(global::Marten.StoreOptions options, string schema)
    {
        options.DatabaseSchemaName = schema;
        // Our numbered scripts make the tables; Marten would drop what it does not know of them.
        options.AutoCreateSchemaObjects = AutoCreate.None;
        options.UseSystemTextJsonForSerialization(StoreJson.Options, EnumStorage.AsString, Casing.CamelCase);
        Keep<Article>(options, "article");
        Keep<Trial>(options, "trial");
        Keep<Notice>(options, "notice");
    }

    private static void Keep<T>(global::Marten.StoreOptions options, string kind)
        where T : Hit =>
        options.Schema.For<T>().Identity(hit => hit.Id).DocumentAlias(kind).UseOptimisticConcurrency(true);
}
