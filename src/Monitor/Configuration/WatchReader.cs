using System.Text.RegularExpressions;
using Monitor.Documents;
using Monitor.Queries;

namespace Monitor.Configuration;

/// <summary>Reads one watch.</summary>
internal static partial class WatchReader
{
    private static readonly string[] Keys =
    [
        "name", "title", "kind", "query", "noticeQuery", "noticeNames", "contextQuery", "sources", "baseline", "schedule", "immediate", "mayWait", "expect",
    ];

    /// <summary>Names that feeds of their own have.</summary>
    private static readonly string[] Reserved = ["all", "safety", "index"];

    /// <summary>The watch; null when something is wrong with it, which is then among the errors.</summary>
    public static Watch? Read(YamlMap map, IReadOnlyCollection<string> sources, ProductNames names, List<ConfigError> errors)
    {
        var reader = new MapReader(map, Keys, errors);
        var watch = new Watch
        {
            Name = Name(reader),
            Title = reader.Required("title"),
            Kind = reader.Choice("kind", "studies", "safety") ?? "studies",
            Query = Query(reader, "query") ?? reader.Required("query"),
            NoticeQuery = names.Joined(reader, "noticeNames", Query(reader, "noticeQuery")),
            ContextQuery = Query(reader, "contextQuery"),
            Sources = reader.Names("sources", sources, "source"),
            Baseline = PartialDate.ParseOrNull(reader.Checked("baseline", Date)),
            Schedule = reader.Checked("schedule", Polling.Schedule.Problem),
            Immediate = Named(reader, "immediate", Watch.ImmediateKinds),
            MayWait = reader.Any("mayWait") is null ? WaitClasses.All
                : Named(reader, "mayWait", [.. WaitClasses.All, WaitClasses.Everything]),
        };
        // As they are written: one that is not known is an error of its own.
        IReadOnlyList<string> asked = watch.Sources.Count == 0 ? [] : [.. reader.Items("sources").Select(item => item.Text)];
        watch = watch with { Expect = ExpectReader.Read(reader, asked) };
        CheckUrgency(reader, watch);
        if (!reader.Failed) CheckTogether(reader, watch);
        return reader.Failed ? null : watch;
    }

    /// <summary>What is asked is longer and deeper than what was written: with the context, or with the names of products.</summary>
    private static void CheckTogether(MapReader reader, Watch watch)
    {
        foreach (var (notices, key) in new[] { (false, "contextQuery"), (true, "noticeNames") })
        {
            try
            {
                Queries.Query.Parse(watch.QueryOn(notices));
            }
            catch (QueryException e)
            {
                reader.Fail(reader.PlaceOf(key), key, $"cannot be asked together with the query: {e.Problem}");
            }
        }
    }

    private static string Name(MapReader reader)
    {
        var name = reader.Required("name");
        if (name.Length > 0 && !NameForm().IsMatch(name)) reader.Fail(reader.PlaceOf("name"), "name", $"'{name}' is not a name: small letters, digits and single hyphens, at most 64");
        if (Reserved.Contains(name, StringComparer.Ordinal)) reader.Fail(reader.PlaceOf("name"), "name", $"the feed {name} exists already: choose another name");
        return name;
    }

    /// <summary>The text of a query that can be read; a problem is reported at its line in the file.</summary>
    private static string? Query(MapReader reader, string key)
    {
        if (reader.Value(key) is not { } value || value.Text.Trim().Length == 0) return null;
        try
        {
            // Without the last line break: what is missing at the end is missing in the last line.
            Queries.Query.Parse(value.Text.TrimEnd());
        }
        catch (QueryException e)
        {
            reader.Fail(value.Inside(e.Line, e.Column), key, e.Problem);
        }

        return value.Text.Trim();
    }

    private static string? Date(string text) =>
        PartialDate.TryParse(text, out _) ? null : $"'{text}' is not a date: write 2015-01-01, 2015-01 or 2015";

    private static IReadOnlyList<string> Named(MapReader reader, string key, IReadOnlyList<string> known)
    {
        foreach (var odd in reader.Items(key).Where(item => !known.Contains(item.Text, StringComparer.Ordinal)))
        {
            reader.Fail(odd.Place, key, $"'{odd.Text}' is none of {string.Join(", ", known)}{NearName.Hint(odd.Text, known)}");
        }

        return [.. reader.Items(key).Select(item => item.Text).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>Each kind of watch says in its own way what mails at once.</summary>
    private static void CheckUrgency(MapReader reader, Watch watch)
    {
        if (watch.IsSafety && reader.Any("immediate") is not null)
        {
            reader.Fail(reader.PlaceOf("immediate"), "immediate",
                "a watch of kind safety mails at once whatever does not show that it may wait; write mayWait in its place: "
                + $"a list of {string.Join(", ", WaitClasses.All)}, or all for a watch that never mails at once");
        }

        if (!watch.IsSafety && reader.Any("mayWait") is not null)
        {
            reader.Fail(reader.PlaceOf("mayWait"), "mayWait",
                $"only a watch of kind safety has it; write kind: safety, or immediate in its place: a list of {string.Join(", ", Watch.ImmediateKinds)}");
        }

        if (watch.MayWait.Count > 1 && watch.MayWait.Contains(WaitClasses.Everything, StringComparer.Ordinal))
        {
            reader.Fail(reader.PlaceOf("mayWait"), "mayWait", "all stands alone: it means that nothing mails at once");
        }
    }

    [GeneratedRegex("^(?=.{1,64}$)[a-z0-9]+(-[a-z0-9]+)*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex NameForm();
}
