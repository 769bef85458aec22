using System.Diagnostics;
using System.Text.RegularExpressions;
using Monitor.Commands;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Contracts;

/// <summary>What the papers say is what the tree holds.</summary>
public sealed partial class PapersTests
{
    private static string Read(string path) => File.ReadAllText(Path.Combine(Shared.Repository, path));

    [Fact]
    public void The_readme_has_two_commands_and_no_more() =>
        Fence().Matches(Read("README.md")).Select(block => block.Groups["text"].Value.Trim())
            .ShouldBe(["dotnet run --project src/Monitor -- demo", "dotnet test"]);

    [Fact]
    public void The_readme_lists_every_verb_once_and_none_that_is_not_there()
    {
        var listed = VerbRow().Matches(Section(Read("README.md"), "Verbs")).Select(row => row.Groups["verb"].Value);
        var verbs = Verbs.Root(CommandLine.Read([])).Subcommands.Select(command => command.Name);
        listed.Order(StringComparer.Ordinal).ShouldBe(verbs.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_readme_names_beside_a_verb_the_options_of_that_verb()
    {
        var verbs = Verbs.Root(CommandLine.Read([])).Subcommands.ToDictionary(command => command.Name);
        foreach (Match row in VerbRow().Matches(Section(Read("README.md"), "Verbs")))
        {
            var known = verbs[row.Groups["verb"].Value].Options.Select(option => option.Name).ToList();
            var named = OptionName().Matches(row.Value).Select(option => option.Value).ToList();
            named.ShouldAllBe(option => known.Contains(option), row.Value);
            // Of all verbs it says so once, below the table.
            verbs[row.Groups["verb"].Value].Options.Where(option => !option.Hidden).Select(option => option.Name).Except(["--json"]).ShouldBeSubsetOf(named, row.Value);
        }
    }

    [Theory]
    [InlineData("CONTRIBUTING.md", 25)]
    [InlineData("README.md", 10)]
    [InlineData("config/README.md", 0)]
    [InlineData("docs/operations.md", 3)]
    public void Every_path_named_exists(string paper, int atLeast)
    {
        var paths = Quoted().Matches(Read(paper)).Select(quoted => quoted.Groups["text"].Value).Where(IsPath)
            .Concat(Link().Matches(Read(paper)).Select(link => Beside(paper, link.Groups["target"].Value)))
            .Distinct(StringComparer.Ordinal).ToList();
        paths.Count.ShouldBeGreaterThanOrEqualTo(atLeast);
        paths.Where(path => !Path.Exists(Path.Combine(Shared.Repository, path))).ShouldBeEmpty();
    }

    [Fact]
    public void The_changelog_has_a_section_for_what_is_not_released()
    {
        var section = Section(Read("CHANGELOG.md"), "[Unreleased]");
        section.ShouldContain("\n- ");
    }

    [Fact]
    public void Every_decision_has_context_decision_and_consequences()
    {
        var decisions = Directory.GetFiles(Path.Combine(Shared.Repository, "docs", "decisions")).Order(StringComparer.Ordinal).ToList();
        decisions.Count.ShouldBeGreaterThanOrEqualTo(6);
        foreach (var file in decisions)
        {
            Path.GetFileName(file).ShouldMatch(@"^\d{3}-[a-z0-9-]+\.md$");
            var headings = Heading().Matches(File.ReadAllText(file)).Select(heading => heading.Groups["text"].Value).ToList();
            headings.ShouldContain(text => text == "Context" || text == "The question", file);
            headings.ShouldContain(text => text == "Decision" || text == "The decision", file);
            headings.ShouldContain(text => text == "Consequences" || text == "What remains", file);
        }
    }

    [Fact]
    public void No_file_names_a_package_registry_or_a_path_of_one_machine()
    {
        var files = Tracked();
        files.Count.ShouldBeGreaterThan(100);
        var found = new List<string>();
        foreach (var file in files)
        {
            var text = Read(file);
            if (text.Contains('\0', StringComparison.Ordinal)) continue;
            found.AddRange(Registries.Where(host => text.Contains(host, StringComparison.OrdinalIgnoreCase)).Select(host => $"{file}: {host}"));
            found.AddRange(MachinePath().Matches(text).Select(path => $"{file}: {path.Value}"));
        }

        found.ShouldBeEmpty();
    }

    // Written in two parts: this file is looked through too.
    private static readonly string[] Registries =
        ["nuget" + ".org", "nuget.pkg" + ".github.com", "pkgs.dev" + ".azure.com", "my" + "get.org", "py" + "pi.org", "npm" + "js.org", "npm" + "js.com"];

    /// <summary>Of what stands in quotation marks: what begins with a folder of this tree, or is one of its files at the root; not patterns, not what the program writes.</summary>
    private static bool IsPath(string text) =>
        !text.AsSpan().ContainsAny("*<> …") && (text.StartsWith("src/", StringComparison.Ordinal) || text.StartsWith("tests/", StringComparison.Ordinal)
            || text.StartsWith("docs/", StringComparison.Ordinal) || text.StartsWith("config/", StringComparison.Ordinal) || text.StartsWith(".ci/", StringComparison.Ordinal)
            || RootFile().IsMatch(text));

    private static string Beside(string paper, string target) => Path.Combine(Path.GetDirectoryName(paper) ?? "", target);

    private static string Section(string text, string heading)
    {
        var start = text.IndexOf($"\n## {heading}\n", StringComparison.Ordinal);
        start.ShouldBeGreaterThanOrEqualTo(0, heading);
        var end = text.IndexOf("\n## ", start + 4, StringComparison.Ordinal);
        return end < 0 ? text[start..] : text[start..end];
    }

    private static IReadOnlyList<string> Tracked()
    {
        Assert.SkipUnless(Path.Exists(Path.Combine(Shared.Repository, ".git")), "not a git checkout: nothing says which files are tracked");
        using var git = Process.Start(new ProcessStartInfo("git", ["ls-files", "-z"]) { WorkingDirectory = Shared.Repository, RedirectStandardOutput = true, UseShellExecute = false })
            .ShouldNotBeNull();
        var listed = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        git.ExitCode.ShouldBe(0);
        // A file deleted and not yet committed is still listed.
        return [.. listed.Split('\0', StringSplitOptions.RemoveEmptyEntries).Where(file => File.Exists(Path.Combine(Shared.Repository, file)))];
    }

    [GeneratedRegex(@"^```[^\n]*\n(?<text>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Fence();

    [GeneratedRegex(@"^\| `(?<verb>[a-z-]+)[^\n]*$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex VerbRow();

    [GeneratedRegex(@"--[a-z-]+", RegexOptions.None, 1000)]
    private static partial Regex OptionName();

    [GeneratedRegex(@"`(?<text>[^`\n]+)`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\]\((?<target>[^):]+)\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Link();

    [GeneratedRegex(@"^[A-Z]\w+(\.\w+)*\.(md|sln|props|txt|json)$|^global\.json$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex RootFile();

    [GeneratedRegex(@"^## (?<text>[^(\n]+?) *(\(.*)?$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Heading();

    [GeneratedRegex(@"(?<![\w./-])/(home|root|Users|work|mnt)/[\w.-]+|[A-Z]:\\+Users\\", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex MachinePath();
}
