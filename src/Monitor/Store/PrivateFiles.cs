namespace Monitor.Store;

/// <summary>
/// What Monitor writes is for its own account: queries, readers' addresses, keys of links. The umask of whoever starts it does
/// not decide that. What was there before keeps its mode, and <c>check-config</c> warns of it.
/// </summary>
internal static class PrivateFiles
{
    private const UnixFileMode OfFile = UnixFileMode.UserRead | UnixFileMode.UserWrite, OfFolder = OfFile | UnixFileMode.UserExecute;

    private const UnixFileMode Others = ~OfFolder & (UnixFileMode)0b111_111_111;

    /// <summary>Makes the folder and those above it, where they are missing.</summary>
    /// <returns>Its full path.</returns>
    public static string Folder(string path)
    {
        var full = Path.GetFullPath(path);
        if (Directory.Exists(full)) return full;
        if (Path.GetDirectoryName(full) is { } above) Folder(above);
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(full);
            return full;
        }

        Directory.CreateDirectory(full, OfFolder);
        // A umask may have taken what the owner needs.
        File.SetUnixFileMode(full, OfFolder);
        return full;
    }

    /// <summary>A file to be written; one that is there is emptied, and becomes private.</summary>
    public static FileStream Create(string path) => Open(path, FileMode.Create);

    /// <summary>Makes an empty file where there is none; one that is there stays as it is.</summary>
    public static void Reserve(string path)
    {
        if (File.Exists(path)) return;
        try
        {
            Open(path, FileMode.CreateNew).Dispose();
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another process was first.
        }
    }

    /// <summary>What is open to others among these files and folders and all below them, in words; no link is followed.</summary>
    public static IEnumerable<string> OpenToOthers(params IEnumerable<string> paths)
    {
        if (OperatingSystem.IsWindows()) yield break;
        var all = new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true, AttributesToSkip = FileAttributes.ReparsePoint };
        foreach (var path in paths.Where(Path.Exists))
        {
            if (IsOpen(path)) yield return $"{path} is open to others (mode {Octal(path)}): chmod go= {path}";
            if (!Directory.Exists(path)) continue;
            var open = Directory.EnumerateFileSystemEntries(path, "*", all).Where(IsOpen).Order(StringComparer.Ordinal).ToList();
            if (open.Count > 0) yield return $"{open.Count} below {path} are open to others, the first is {open[0]} (mode {Octal(open[0])}): chmod -R go= {path}";
        }
    }

    private static FileStream Open(string path, FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OfFile;
        var file = new FileStream(path, options);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(file.SafeFileHandle, OfFile);
        return file;
    }

    private static bool IsOpen(string path) => !OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & Others) != UnixFileMode.None;

    private static string Octal(string path) => OperatingSystem.IsWindows() ? "" : Convert.ToString((int)File.GetUnixFileMode(path), 8);
}
