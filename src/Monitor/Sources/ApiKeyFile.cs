namespace Monitor.Sources;

/// <summary>A file with an upstream's API key, read at each run so that a key can be changed while Monitor works.</summary>
internal static class ApiKeyFile
{
    /// <summary>The key; null when no file is configured or the file is blank.</summary>
    /// <param name="file">Its path.</param>
    /// <param name="option">The configuration key that names it.</param>
    /// <exception cref="SourceException">The file cannot be read or holds something else than a key; never with its content.</exception>
    public static string? Read(string? file, string option)
    {
        if (string.IsNullOrWhiteSpace(file)) return null;
        string text;
        try
        {
            text = File.ReadAllText(file).Trim();
        }
        catch (Exception ex) when (ex is IOException or UnauthorizedAccessException)
        {
            throw new SourceException(SourceFailure.Refused, $"{option}: {file} cannot be read", ex);
        }

        if (text.Length == 0) return null;
        return text.All(char.IsAsciiLetterOrDigit)
            ? text
            : throw new SourceException(SourceFailure.Refused, $"{option}: {file} does not hold an API key (letters and digits alone)");
    }
}
