namespace Monitor.Configuration;

/// <summary>Finds the name that was probably meant.</summary>
internal static class NearName
{
    /// <summary>The known name nearest to a mistyped one, or null when none is near.</summary>
    public static string? Of(string written, IEnumerable<string> known)
    {
        var reach = written.Length <= 3 ? 1 : written.Length <= 6 ? 2 : 3;
        return known
            .Select(name => (Name: name, Distance: Distance(written.ToUpperInvariant(), name.ToUpperInvariant())))
            .Where(near => near.Distance <= reach)
            .OrderBy(near => near.Distance)
            .Select(near => near.Name)
            .FirstOrDefault();
    }

    /// <summary><c>; did you mean X?</c>, or nothing.</summary>
    public static string Hint(string written, IEnumerable<string> known) => Of(written, known) is { } near ? $"; did you mean {near}?" : "";

    /// <summary>Letters to insert, drop, change or swap with a neighbour.</summary>
    private static int Distance(string a, string b)
    {
        var cost = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++) cost[i, 0] = i;
        for (var j = 0; j <= b.Length; j++) cost[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var change = cost[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                cost[i, j] = Math.Min(change, Math.Min(cost[i - 1, j], cost[i, j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) cost[i, j] = Math.Min(cost[i, j], cost[i - 2, j - 2] + 1);
            }
        }

        return cost[a.Length, b.Length];
    }
}
