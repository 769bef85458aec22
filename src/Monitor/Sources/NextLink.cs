namespace Monitor.Sources;

/// <summary>Where an answer says that its next page is (RFC 8288, <c>Link: &lt;…&gt;; rel="next"</c>).</summary>
internal static class NextLink
{
    /// <summary>As the upstream wrote it; null = this is the last page. Whoever follows it checks the host first.</summary>
    public static string? Of(HttpResponseMessage response)
    {
        if (!response.Headers.TryGetValues("Link", out var values)) return null;
        foreach (var link in values.SelectMany(v => v.Split(", <")))
        {
            var close = link.IndexOf('>', StringComparison.Ordinal);
            if (close < 0) continue;
            var relation = link[(close + 1)..].Replace("\"", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);
            if (relation.Split(';').Contains("rel=next", StringComparer.OrdinalIgnoreCase)) return link[..close].TrimStart('<', ' ');
        }

        return null;
    }
}
