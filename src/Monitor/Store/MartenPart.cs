using Monitor.Store.Sql;
using Npgsql;

namespace Monitor.Store;

/// <summary>Documents through Marten where that is compiled in (<c>-p:Marten=true</c>); nothing else names it.</summary>
internal static class MartenPart
{
    public static bool Compiled => true;

    public static IDocuments Documents(NpgsqlDataSource source, string schema) => new Marten.MartenDocuments(source, schema);

    /// <summary>What to do about it.</summary>
    public const string Missing = "this build has no Marten; it is compiled in with -p:Marten=true (dotnet publish src/Monitor -p:Marten=true). Sql stores the same documents in the same tables, and Marten reads them";
}
