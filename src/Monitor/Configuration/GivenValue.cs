namespace Monitor.Configuration;

/// <summary>A value that somebody wrote for a key.</summary>
/// <param name="Key">The key.</param>
/// <param name="Texts">One text; of a list, as many as it has items. In canonical form.</param>
/// <param name="Place">Where it was written.</param>
/// <param name="Written">The key as it was written there.</param>
internal sealed record GivenValue(OptionKey Key, IReadOnlyList<string> Texts, Place Place, string Written)
{
    /// <summary>An empty text, for a key that may be empty: back to the default.</summary>
    public bool Unset => !Key.IsList && Texts[0].Length == 0;

    /// <summary>Makes a value of texts in canonical form; null when one of them is wrong, which is then among the errors.</summary>
    public static GivenValue? Of(OptionKey key, IEnumerable<(string Text, Place Place, string Written)> texts, Place place, string written, List<ConfigError> errors)
    {
        var before = errors.Count;
        var canonical = new List<string>();
        foreach (var text in texts)
        {
            if (OptionText.Problem(key, text.Text, out var good) is { } problem) errors.Add(new ConfigError(text.Place, text.Written, problem));
            else if (key.IsList && good.Length == 0) errors.Add(new ConfigError(text.Place, text.Written, "an item is empty"));
            else canonical.Add(good);
        }

        return errors.Count == before ? new GivenValue(key, canonical, place, written) : null;
    }
}
