using System.Text.RegularExpressions;
using Monitor.Configuration;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Contracts;

/// <summary>What can be known of these files without an engine; <c>docker/try/run</c> builds the image and plays them.</summary>
public sealed partial class DockerTests
{
    private static readonly string[] Lines = File.ReadAllText(Path.Combine(Shared.Repository, "docker", "Dockerfile")).Replace("\\\n", " ", StringComparison.Ordinal).Split('\n');

    /// <summary>Of the compose specification, those that we use; a key beside them is a slip of the pen or wants a look at the specification.</summary>
    private static readonly string[] TopLevel = ["name", "services", "volumes", "secrets"];

    private static readonly string[] ServiceKeys =
    [
        "image", "build", "restart", "stop_grace_period", "depends_on", "read_only", "tmpfs", "cap_drop", "security_opt", "mem_limit", "pids_limit", "ports", "environment",
        "volumes", "secrets", "logging", "command", "shm_size", "healthcheck",
    ];

    public static TheoryData<string> Files() => [.. ComposeFile.Names];

    [Theory]
    [MemberData(nameof(Files))]
    public void A_compose_file_has_known_keys_only_and_what_it_refers_to(string name)
    {
        var file = ComposeFile.Read(name);
        file.TopLevel.Where(k => !k.StartsWith("x-", StringComparison.Ordinal)).Except(TopLevel).ShouldBeEmpty();
        file.Services.ShouldNotBeEmpty();
        foreach (var service in file.Services)
        {
            file.Map("services", service).Keys.Except(ServiceKeys).ShouldBeEmpty(service);
            file.Text("services", service, "image").ShouldNotBeEmpty(service);
            file.List("services", service, "secrets").Except(file.Map("secrets").Keys).ShouldBeEmpty(service);
            file.Map("services", service, "depends_on").Keys.Except(file.Services).ShouldBeEmpty(service);
            var mounts = file.List("services", service, "volumes").Select(v => v.Split(':')[0]).ToList();
            mounts.Where(m => !m.StartsWith('.')).Except(file.Map("volumes").Keys).ShouldBeEmpty(service);
            mounts.Where(m => m.StartsWith('.')).ShouldAllBe(m => Directory.Exists(Path.Combine(Shared.Repository, "docker", m)), service);
            file.List("services", service, "ports").ShouldAllBe(p => p.StartsWith("127.0.0.1:", StringComparison.Ordinal), service);
        }

        foreach (var service in file.Services.Where(s => file.Map("services", s, "depends_on").Count > 0))
        {
            file.Map("services", service, "depends_on").Keys.Where(d => file.Text("services", service, "depends_on", d, "condition") == "service_healthy")
                .ShouldAllBe(d => file.Map("services", d, "healthcheck").Count > 0, "whose health is waited for says how it is asked");
        }

        foreach (var secret in file.Map("secrets").Keys) Ignored($"docker/{file.Text("secrets", secret, "file")}").ShouldBeTrue($"{secret} must not be committed by accident");
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_worker_writes_to_its_data_only_has_no_rights_and_knows_its_secrets_by_file(string name)
    {
        var file = ComposeFile.Read(name);
        var workers = file.Services.Where(s => file.Text("services", s, "image") == "monitor").ToList();
        workers.ShouldNotBeEmpty();
        foreach (var worker in workers)
        {
            file.Text("services", worker, "read_only").ShouldBe("true");
            file.List("services", worker, "cap_drop").ShouldBe(["ALL"]);
            file.List("services", worker, "security_opt").ShouldBe(["no-new-privileges:true"]);
            file.List("services", worker, "tmpfs").ShouldContain(t => t.StartsWith("/tmp", StringComparison.Ordinal));
            file.Text("services", worker, "mem_limit").ShouldBe("600m");
            file.List("services", worker, "volumes").ShouldContain("../config:/config:ro");
            file.Map("services", worker, "environment").Keys.ShouldContain("Admin__TokenFile");
            File.Exists(Path.Combine(Shared.Repository, "docker", file.Text("services", worker, "build", "context"), file.Text("services", worker, "build", "dockerfile"))).ShouldBeTrue();
            foreach (var (key, value) in file.Map("services", worker, "environment"))
            {
                key.ShouldNotMatch("(Token|Password)$");
                var text = (string)value;
                if (key.EndsWith("File", StringComparison.Ordinal)) file.List("services", worker, "secrets").ShouldContain(text["/run/secrets/".Length..], $"{worker}: {key}");
                text.ShouldNotContain("Password=", Case.Insensitive);
            }
        }
    }

    [Theory]
    [InlineData("docker/Dockerfile")]
    [InlineData("docker/compose.yaml")]
    [InlineData("docker/compose.sqlite.yaml")]
    [InlineData("packaging/monitor.service")]
    public void Every_option_that_is_set_is_one_that_the_program_knows(string path)
    {
        var keys = Variable().Matches(File.ReadAllText(Path.Combine(Shared.Repository, path))).Select(m => m.Value.Replace("__", ":", StringComparison.Ordinal)).Distinct().ToList();
        keys.ShouldNotBeEmpty();
        keys.Where(k => OptionsCatalog.Find(k) is not { } known || known.Path != k).ShouldBeEmpty(path);
    }

    [Fact]
    public void What_the_image_copies_is_there_and_not_left_out_of_the_context()
    {
        var copied = Lines.Where(l => l.StartsWith("COPY ", StringComparison.Ordinal) && !l.Contains("--from", StringComparison.Ordinal)).SelectMany(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..^1]).ToList();
        copied.ShouldContain("src");
        foreach (var source in copied) Path.Exists(Path.Combine(Shared.Repository, source)).ShouldBeTrue(source);
        var context = File.ReadAllLines(Path.Combine(Shared.Repository, ".dockerignore")).Where(l => l.StartsWith('!')).Select(l => l[1..]).ToList();
        copied.Where(c => !context.Contains(c.Split('/')[0])).ShouldBeEmpty("left out by .dockerignore");
        context.Where(c => !copied.Exists(s => s.Split('/')[0] == c)).ShouldBeEmpty("sent, and not used");
    }

    [Fact]
    public void The_restore_layer_has_every_project_that_is_published_and_its_lock_file()
    {
        var restore = Array.FindIndex(Lines, l => l.Contains("dotnet restore", StringComparison.Ordinal));
        var before = string.Join('\n', Lines[..restore]);
        var projects = new Queue<string>(["src/Monitor/Monitor.csproj"]);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (projects.TryDequeue(out var project))
        {
            if (!seen.Add(project)) continue;
            before.ShouldContain($" {project} ");
            before.ShouldContain($"{Path.GetDirectoryName(project)}/packages.lock.json");
            foreach (Match reference in Reference().Matches(File.ReadAllText(Path.Combine(Shared.Repository, project))))
            {
                var full = Path.GetFullPath(Path.Combine(Shared.Repository, Path.GetDirectoryName(project) ?? "", reference.Groups["path"].Value.Replace('\\', '/')));
                projects.Enqueue(Path.GetRelativePath(Shared.Repository, full).Replace('\\', '/'));
            }
        }

        seen.Count.ShouldBeGreaterThan(1);
        foreach (var file in (string[])["Directory.Build.props", "Directory.Packages.props"]) before.ShouldContain(file);
    }

    [Fact]
    public void The_image_runs_without_rights_and_says_whether_it_is_well()
    {
        Lines.Last(l => l.StartsWith("USER ", StringComparison.Ordinal)).ShouldBe("USER $APP_UID");
        Lines.ShouldContain(l => l.StartsWith("HEALTHCHECK ", StringComparison.Ordinal) && l.Contains("\"healthcheck\"", StringComparison.Ordinal));
        Lines.ShouldContain("VOLUME [\"/config\", \"/data\"]");
    }

    [Fact]
    public void The_bases_are_arguments_and_the_public_ones_unless_given()
    {
        var arguments = Lines.Where(l => l.StartsWith("ARG ", StringComparison.Ordinal)).Select(l => l["ARG ".Length..].Split('=')).ToDictionary(a => a[0], a => a.ElementAtOrDefault(1), StringComparer.Ordinal);
        arguments.ShouldBe(new Dictionary<string, string?>
        {
            ["SDK_IMAGE"] = "mcr.microsoft.com/dotnet/sdk:10.0",
            ["RUNTIME_IMAGE"] = "mcr.microsoft.com/dotnet/aspnet:10.0",
            ["TARGETARCH"] = null, // the builder's own
        }, ignoreOrder: true);
        var bases = Lines.Where(l => l.StartsWith("FROM ", StringComparison.Ordinal)).Select(l => l.Split(' ').First(w => w[0] == '$')).ToList();
        bases.ShouldBe(["$SDK_IMAGE", "$RUNTIME_IMAGE"]);
    }

    [Fact]
    public void Packages_are_those_of_the_lock_files_which_know_every_platform_that_an_image_is_for()
    {
        var restore = Lines.Single(l => l.Contains("dotnet restore", StringComparison.Ordinal));
        restore.ShouldContain(" --locked-mode");
        var publish = Lines.Single(l => l.Contains("dotnet publish", StringComparison.Ordinal));
        publish.ShouldContain(" --no-restore ");
        var platforms = Platform().Matches(publish).Select(m => m.Value).ToList();
        platforms.Count.ShouldBe(2);
        foreach (var project in (string[])["Monitor", "Monitor.Simulator"])
        {
            var locked = File.ReadAllText(Path.Combine(Shared.Repository, "src", project, "packages.lock.json"));
            foreach (var platform in platforms) locked.ShouldContain($"\"net10.0/{platform}\"", Case.Sensitive, project);
        }
    }

    private static bool Ignored(string path) =>
        File.ReadAllLines(Path.Combine(Shared.Repository, ".gitignore")).Any(l => l.StartsWith('/') && l.EndsWith('/') && path.StartsWith(l[1..], StringComparison.Ordinal));

    /// <summary><c>Section__Key</c>, not within another name.</summary>
    [GeneratedRegex(@"(?<![\w])[A-Z][A-Za-z]+__[A-Za-z0-9_]+\b", RegexOptions.ExplicitCapture)]
    private static partial Regex Variable();

    [GeneratedRegex("linux-[a-z0-9]+")]
    private static partial Regex Platform();

    [GeneratedRegex("<ProjectReference Include=\"(?<path>[^\"]+)\"", RegexOptions.ExplicitCapture)]
    private static partial Regex Reference();
}
