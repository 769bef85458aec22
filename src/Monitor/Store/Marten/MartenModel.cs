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
        Keep<Article>(options);
        Keep<Trial>(options);
        Keep<Notice>(options);
    }

    /// <summary>Why Marten cannot use a schema of that name: it writes it unquoted. Null = it can.</summary>
    public static string? Problem(string schema) =>
        schema.Length is > 0 and <= 63 && !char.IsAsciiDigit(schema[0]) && schema.All(c => c is '_' || char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c))
            ? null
            : $"Marten cannot write the name of the schema '{schema}': use small letters a to z, digits and underscores, 63 at most, no digit first";

    private static void Keep<T>(global::Marten.StoreOptions options)
        where T : class, IDocument =>
        options.Schema.For<T>().Identity(document => document.Id).DocumentAlias(DocumentKinds.NameOf<T>()).UseOptimisticConcurrency(true);
}
