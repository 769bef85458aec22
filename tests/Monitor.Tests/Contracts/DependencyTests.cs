using System.Text.RegularExpressions;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Contracts;

/// <summary>Design §4: dependencies point one way. Reads the sources, because a using line is what a reader sees.</summary>
public sealed partial class DependencyTests
{
    private static readonly string Root = Path.Combine(Shared.Repository, "src", "Monitor");

    /// <summary>Each folder with those it may name; Configuration, Program.cs and MonitorServices.cs compose and may name all.</summary>
    private static readonly Dictionary<string, string[]> May = new(StringComparer.Ordinal)
    {
        ["Documents"] = [],
        ["Text"] = [],
        ["Queries"] = ["Documents", "Text"],
        ["Sources"] = ["Documents", "Text", "Queries"],
        ["Identity"] = ["Documents", "Text", "Queries"],
        ["Evidence"] = ["Documents", "Text", "Queries"],
        ["Store"] = ["Documents", "Text", "Queries", "Sources", "Identity", "Evidence"],
        ["Polling"] = ["Documents", "Text", "Queries", "Sources", "Identity", "Evidence", "Store"],
        ["References"] = ["Documents", "Text", "Sources", "Identity", "Store"],
        ["Delivery"] = ["Documents", "Text", "Queries", "Sources", "Identity", "Evidence", "Store"],
        ["Health"] = ["Documents", "Sources", "Store", "Polling", "Delivery"],
        ["Telemetry"] = ["Documents", "Sources", "Store"],
        ["Admin"] = ["Documents", "Text", "Queries", "Sources", "Identity", "Evidence", "Store", "Polling", "References", "Delivery", "Health", "Telemetry"],
        ["Commands"] = ["Documents", "Text", "Queries", "Sources", "Identity", "Evidence", "Store", "Polling", "References", "Delivery", "Health", "Telemetry", "Admin", "Configuration", "Simulator"],
    };

    /// <summary>Where the code is allowed to break the table: file, folder named, reason. A line that is no longer needed fails too.</summary>
    private static readonly (string File, string Names, string Reason)[] Exceptions =
    [
        ("Delivery/Alerts/AlertRun.cs", "Polling", "Subscribers, as below"),
        ("Delivery/Alerts/EscalationRun.cs", "Polling", "Subscribers, as below"),
        ("Delivery/DeliveryService.cs", "Polling", "Schedule and Subscribers serve both; they stand with the polling, which has more of them"),
        ("Delivery/DigestRun.cs", "Polling", "Subscribers, as above"),
        ("Delivery/DigestTimes.cs", "Polling", "Schedule, as above"),
        ("Delivery/Addressees.cs", "Polling", "Subscribers, as above"),
        ("Identity/Revise.cs", "Store", "Instants.Cut: a revision carries the instant as the store gives it back"),
    ];

    [Fact]
    public void Point_one_way()
    {
        var broken = new List<string>();
        var used = new HashSet<(string, string)>();
        foreach (var file in Files())
        {
            var relative = Path.GetRelativePath(Root, file).Replace('\\', '/');
            var folder = relative.Split('/')[0];
            if (folder is "Configuration" or "Program.cs" or "MonitorServices.cs") continue;
            May.ShouldContainKey(folder, $"{relative}: a folder that is not in the table");
            foreach (var named in Named(File.ReadAllText(file)).Where(n => n != folder && !May[folder].Contains(n)))
            {
                if (Exceptions.Any(e => e.File == relative && e.Names == named)) used.Add((relative, named));
                else broken.Add($"{relative} -> {named}");
            }
        }

        broken.ShouldBeEmpty();
        Exceptions.Where(e => !used.Contains((e.File, e.Names))).ShouldBeEmpty("these exceptions are over");
    }

    /// <summary>
    /// What a reader sees of a paper is what its report is, over all records (decision 040): the flag of one record is for comparing and
    /// for that.
    /// </summary>
    [Fact]
    public void Nobody_who_shows_a_paper_reads_the_flag_of_a_record() =>
        Files().Where(f => Path.GetRelativePath(Root, f).Replace('\\', '/').Split('/')[0] is "Delivery" or "Admin" or "References" or "Commands"
            && Flags().IsMatch(File.ReadAllText(f)))
            .Select(f => Path.GetRelativePath(Root, f)).ShouldBeEmpty();

    [Fact]
    public void Each_file_says_the_namespace_of_its_folder()
    {
        foreach (var file in Files())
        {
            if (Namespace().Match(File.ReadAllText(file)) is not { Success: true } match) continue; // Program and MonitorServices stand in none
            var folder = Path.GetDirectoryName(Path.GetRelativePath(Root, file)) ?? "";
            match.Groups["name"].Value.ShouldBe("Monitor." + folder.Replace(Path.DirectorySeparatorChar, '.'), file);
        }
    }

    [Fact]
    public void Only_the_verbs_know_the_simulator() =>
        Files().Where(f => Named(File.ReadAllText(f)).Contains("Simulator")).Select(f => Path.GetRelativePath(Root, f).Replace('\\', '/'))
            .ShouldAllBe(f => f.StartsWith("Commands/", StringComparison.Ordinal));

    [Fact]
    public void The_simulator_never_names_the_product() =>
        Directory.EnumerateFiles(Path.Combine(Shared.Repository, "src", "Monitor.Simulator"), "*.cs", SearchOption.AllDirectories)
            .Where(f => Named(File.ReadAllText(f)).Any(n => n != "Simulator")).ShouldBeEmpty();

    [Fact]
    public void No_source_file_is_longer_than_400_lines()
    {
        var lengths = Directory.EnumerateFiles(Path.Combine(Shared.Repository, "src"), "*.cs", SearchOption.AllDirectories)
            .Select(f => (File: f, Lines: File.ReadAllLines(f).Length)).OrderBy(f => f.Lines).ToList();
        lengths.Count.ShouldBeGreaterThan(100);
        lengths.Where(f => f.Lines > 400).ShouldBeEmpty();
        lengths[lengths.Count / 2].Lines.ShouldBeLessThan(80, "the median");
    }

    private static IEnumerable<string> Files() => Directory.EnumerateFiles(Root, "*.cs", SearchOption.AllDirectories);

    /// <summary>Folders named by using lines and by qualified names; comments do not count.</summary>
    private static IEnumerable<string> Named(string text)
    {
        var code = Comment().Replace(text, "");
        var folders = May.Keys.Append("Configuration").Append("Simulator").ToList();
        var direct = Qualified().Matches(code).Select(m => m.Groups["folder"].Value);
        // Inside namespace Monitor.X a name may also begin with the folder alone: Store.Instants.
        var relative = Relative().Matches(code).Where(m => Types.Value[m.Groups["folder"].Value].Contains(m.Groups["type"].Value)).Select(m => m.Groups["folder"].Value);
        return direct.Concat(relative).Where(folders.Contains).Distinct();
    }

    /// <summary>Types by folder: what tells Store.Instants from a property named Sources.</summary>
    private static readonly Lazy<ILookup<string, string>> Types = new(() => Files()
        .SelectMany(f => Declared().Matches(File.ReadAllText(f)).Select(m => (Folder: Path.GetRelativePath(Root, f).Replace('\\', '/').Split('/')[0], Type: m.Groups["type"].Value)))
        .ToLookup(t => t.Folder, t => t.Type, StringComparer.Ordinal));

    [GeneratedRegex(@"\bRecordSigns\b|Contains\(""Retracted Publication""|Type == ""RetractionIn""")]
    private static partial Regex Flags();

    [GeneratedRegex(@"\b(class|struct|interface|enum|record) (?<type>[A-Z]\w*)", RegexOptions.ExplicitCapture)]
    private static partial Regex Declared();

    [GeneratedRegex(@"//.*$", RegexOptions.Multiline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"\bMonitor\.(?<folder>[A-Z]\w+)", RegexOptions.ExplicitCapture)]
    private static partial Regex Qualified();

    [GeneratedRegex(@"(?<![\w.""])(?<folder>Documents|Text|Queries|Sources|Identity|Evidence|Store|Polling|References|Delivery|Health|Telemetry|Admin|Commands|Configuration|Simulator)\.(?<type>[A-Z]\w*)", RegexOptions.ExplicitCapture)]
    private static partial Regex Relative();

    [GeneratedRegex(@"^namespace (?<name>[\w.]+);", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Namespace();
}
