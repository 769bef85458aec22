using Microsoft.Extensions.Options;
using Monitor.Admin;
using Monitor.Delivery;
using Monitor.Store;
using Monitor.Store.Sql;

namespace Monitor.Commands;

/// <summary>What is no error of the configuration, and yet lets others in or keeps them out. What is asked reads nothing of the store.</summary>
internal static class Warnings
{
    public static IReadOnlyList<string> Of(VerbHost host)
    {
        var (admin, delivery) = (host.Get<IOptions<AdminOptions>>().Value, host.Get<IOptions<DeliveryOptions>>().Value);
        var warnings = new List<string>();
        if (LoopbackTrust.EndedBy(admin, delivery) is { } ended)
        {
            if (SecretToken.Read(admin.Token, admin.TokenFile) is null) warnings.Add($"{ended}: run does not start without Admin:TokenFile (or Admin:Token)");
            if (admin.TrustedProxies.Count == 0) warnings.Add($"{ended}: without Admin:TrustedProxies all readers count as one caller, and one who guesses tokens locks out all");
        }

        warnings.AddRange(PrivateFiles.OpenToOthers(Files(host)));
        return warnings;
    }

    /// <summary>The data folder, and the database where it lies elsewhere.</summary>
    private static IEnumerable<string> Files(VerbHost host)
    {
        var folder = host.Get<IOptions<DataOptions>>().Value.Directory;
        yield return folder;
        if (host.Get<Database>() is not SqliteDatabase database || Path.GetFullPath(database.Path).StartsWith(Path.GetFullPath(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal)) yield break;
        foreach (var file in (string[])[database.Path, database.Path + "-wal", database.Path + "-shm"]) yield return file;
    }
}
