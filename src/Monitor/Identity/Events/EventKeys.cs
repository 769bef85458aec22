namespace Monitor.Identity.Events;

/// <summary>
/// The keys under which a notice is looked up: two are compared only where they share one. No key is capped, because a cap would
/// make the outcome depend on who came first.
/// </summary>
internal static class EventKeys
{
    public static long[] Of(NoticeForm form) => [.. Texts(form).Select(Hash).Distinct()];

    /// <summary>The same as texts, each with its kind in front.</summary>
    public static HashSet<string> Texts(NoticeForm form)
    {
        var keys = new HashSet<string>(StringComparer.Ordinal);
        if (form.EventNumber is { } number) keys.Add($"event:{number}");
        if (form.LetterNumber is { } letter) keys.Add($"letter:{letter}");
        if (form.Role == NoticeRole.Record) keys.Add($"recall:{form.Notice.ExternalId.ToUpperInvariant()}");
        if (form.Role is NoticeRole.Page or NoticeRole.CloseOut)
        {
            foreach (var printed in form.Numbers.Recalls) keys.Add($"recall:{printed}");
            foreach (var printed in form.Numbers.Letters) keys.Add($"letter:{printed}");
        }

        foreach (var page in form.PageKeys) keys.Add($"page:{page}");
        if (form is { Role: NoticeRole.Page, Address: { } address }) keys.Add($"slug:{address.Unnumbered}");
        foreach (var link in form.Links) keys.Add($"page:{link}");
        if (form.Role == NoticeRole.Untitled) keys.Add($"untitled:{form.Posted:yyyyMMdd}:{form.Title}");
        else Firms(keys, form);
        return keys;
    }

    /// <summary>By the first two words of a firm's name; a text by all its pairs of words, because where a firm stands in it is not known.</summary>
    private static void Firms(HashSet<string> keys, NoticeForm form)
    {
        foreach (var firm in form.Firms) keys.Add(firm.Words is [var one, var two, ..] ? $"firm:{one} {two}" : $"firm:{firm.Words[0]}");
        // A name may lack its trade word elsewhere.
        foreach (var firm in form.Firms.Where(f => f.Words.Count == 2 && FirmName.IsTrade(f.Words[1]))) keys.Add($"firm:{firm.Words[0]}");
        if (form.Role is not (NoticeRole.Page or NoticeRole.CloseOut)) return;
        foreach (var words in (List<string>[])[[.. form.TitleWords], [.. form.HeadWords]])
        {
            for (var i = 0; i < words.Count; i++)
            {
                if (words[i].Length >= 5 && !FirmName.IsTrade(words[i])) keys.Add($"firm:{words[i]}");
                if (i > 0) keys.Add($"firm:{words[i - 1]} {words[i]}");
            }
        }
    }

    /// <summary>FNV-1a: stored, so it may never change with the framework.</summary>
    private static long Hash(string text)
    {
        var hash = 14695981039346656037ul;
        foreach (var c in text) hash = (hash ^ c) * 1099511628211ul;
        return unchecked((long)hash);
    }
}
