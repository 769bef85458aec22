using Monitor.Store;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Commands;

/// <summary>What Monitor writes is read by its own account only, whatever the umask of whoever starts it.</summary>
public sealed class PrivateFilesTests
{
    private const UnixFileMode File600 = UnixFileMode.UserRead | UnixFileMode.UserWrite, Folder700 = File600 | UnixFileMode.UserExecute;

    [Theory]
    [InlineData("000")]
    [InlineData("022")]
    [InlineData("177")]
    public async Task Data_folder_database_backups_and_mails_are_private(string umask)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "there are no such modes");
        using var folder = new MonitorFolder();
        (await RunAsync(folder, umask, "migrate")).Exit.ShouldBe(0);
        var mailed = await RunAsync(folder, umask, "mail-test");
        mailed.Exit.ShouldBe(0, mailed.ToString());
        (await RunAsync(folder, umask, "backup", "copies/copy.db")).Exit.ShouldBe(1, "a folder that is not there is not made");
        var backup = await RunAsync(folder, umask, "backup", "copy.db");
        backup.Exit.ShouldBe(0, backup.ToString());
        Mode(folder, "data").ShouldBe(Folder700);
        Mode(folder, "data/outbox").ShouldBe(Folder700);
        Mode(folder, "data/monitor.db").ShouldBe(File600);
        Mode(folder, "copy.db").ShouldBe(File600);
        Directory.GetFiles(Path.Combine(folder.Path, "data", "outbox"), "*.eml").ShouldNotBeEmpty();
        PrivateFiles.OpenToOthers(Path.Combine(folder.Path, "data")).ShouldBeEmpty();
        folder.Count("SELECT count(*) FROM message", Path.Combine(folder.Path, "copy.db")).ShouldBe(0, "it is a store");
        (await RunAsync(folder, umask, "check-config")).Out.ShouldNotContain("warning:");
    }

    [Fact]
    public async Task The_check_of_the_configuration_warns_of_what_others_can_read()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "there are no such modes");
        using var folder = new MonitorFolder();
        (await folder.RunAsync("migrate")).Exit.ShouldBe(0);
        Directory.CreateDirectory(Path.Combine(folder.Path, "data", "outbox"));
        Set(folder, "data", Folder700 | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        Set(folder, "data/monitor.db", File600 | UnixFileMode.GroupRead);
        Set(folder, "data/outbox", Folder700);
        var warned = await folder.RunAsync("check-config");
        warned.Exit.ShouldBe(0, warned.ToString());
        warned.Out.ShouldContain("warning: data is open to others (mode 705): chmod go= data");
        warned.Out.ShouldContain("warning: 1 below data are open to others, the first is data/monitor.db (mode 640): chmod -R go= data");
        var json = MonitorFolder.Json(await folder.RunAsync("check-config", "--json", "--Delivery:PublicUrl", "https://monitor.example/", "--Store:ConnectionString", "elsewhere.db"));
        var warnings = json["warnings"]!.AsArray().Select(w => (string)w!).ToList();
        warnings.Count.ShouldBe(4);
        warnings[0].ShouldContain("run does not start without Admin:TokenFile");
        warnings[1].ShouldContain("Admin:TrustedProxies");
    }

    [Fact]
    public void A_leftover_that_is_written_anew_becomes_private()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "there are no such modes");
        using var folder = new TempFolder();
        var file = folder.Write("half", "old");
        Set(file, File600 | UnixFileMode.OtherRead);
        PrivateFiles.Create(file).Dispose();
        Of(file).ShouldBe(File600);
        new FileInfo(file).Length.ShouldBe(0);
    }

    private static Task<Ended> RunAsync(MonitorFolder folder, string umask, params string[] arguments) => Tool.RunAsync(
        "sh", null, ["-c", $"umask {umask}; cd \"$0\"; exec dotnet \"$@\"", folder.Path, Path.Combine(AppContext.BaseDirectory, "Monitor.dll"), .. arguments]);

    private static UnixFileMode Mode(MonitorFolder folder, string name) => Of(Path.Combine(folder.Path, name));

    private static void Set(MonitorFolder folder, string name, UnixFileMode mode) => Set(Path.Combine(folder.Path, name), mode);

#pragma warning disable CA1416 // the tests skip on Windows
    private static UnixFileMode Of(string path) => File.GetUnixFileMode(path);

    private static void Set(string path, UnixFileMode mode) => File.SetUnixFileMode(path, mode);
#pragma warning restore CA1416
}
