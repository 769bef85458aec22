using Microsoft.Data.Sqlite;

namespace Monitor.Tests.Infrastructure.Runs;

/// <summary>What a killed worker left behind, read as it is.</summary>
/// <param name="data">Its data folder.</param>
internal sealed class KilledStore(string data)
{
    private string Outbox => Path.Combine(data, "outbox");

    public IReadOnlyList<string> Rows(string sql)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path.Combine(data, "demo.db"), Pooling = false, DefaultTimeout = 60 }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // the text of a test
        command.CommandText = sql;
#pragma warning restore CA2100
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read()) rows.Add(reader.GetString(0));
        return rows;
    }

    /// <summary>In the middle of what the worker was, as far as what it left tells.</summary>
    /// <param name="process">Its number: an older one's lease says nothing.</param>
    public string Interrupted(int process)
    {
        if (Directory.Exists(Path.Combine(Outbox, ".writing")) && Directory.EnumerateDirectories(Path.Combine(Outbox, ".writing")).Any()) return "writing a mail";
        var waiting = Rows("SELECT id FROM message WHERE state = 'pending'");
        if (waiting.Any(id => File.Exists(Path.Combine(Outbox, id + ".eml")))) return "between a mail and its commit";
        if (waiting.Count > 0) return "between a digest's commit and its mail";
        return Rows($"SELECT source FROM source_state WHERE lease_owner LIKE '%:{process}:%'").Count > 0 ? "polling (fetch or commit)" : "idle";
    }

    /// <summary>What is wrong with the store and the mails; empty = nothing.</summary>
    public IEnumerable<string> Wrong()
    {
        foreach (var problem in Rows("PRAGMA integrity_check").Where(r => r != "ok")) yield return $"the store: {problem}";
        var known = Rows("SELECT id FROM message").ToHashSet(StringComparer.Ordinal);
        foreach (var file in Directory.Exists(Outbox) ? Directory.GetFiles(Outbox, "*.eml") : [])
        {
            var id = Path.GetFileNameWithoutExtension(file);
            // A mail that the store does not know was told, and will be told again under another Message-ID.
            if (!known.Contains(id)) yield return $"{id}: a mail that the store does not know";
            if (Torn(File.ReadAllText(file), id) is { } torn) yield return $"{id}: {torn}";
        }
    }

    private static string? Torn(string mail, string id)
    {
        if (!mail.Contains($"Message-ID: <{id}>", StringComparison.OrdinalIgnoreCase)) return "no Message-ID, or another one";
        const string Mark = "boundary=";
        var at = mail.IndexOf(Mark, StringComparison.OrdinalIgnoreCase);
        if (at < 0) return "not of two parts";
        var boundary = mail[(at + Mark.Length)..].Split('\r', '\n', ';')[0].Trim('"');
        return mail.TrimEnd().EndsWith($"--{boundary}--", StringComparison.Ordinal) ? null : "its end is missing";
    }
}
