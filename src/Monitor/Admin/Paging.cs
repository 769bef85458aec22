namespace Monitor.Admin;

/// <summary>Which part of a list is asked for.</summary>
/// <param name="Page">From 1.</param>
/// <param name="Size">Items on a page.</param>
internal readonly record struct Paging(int Page, int Size)
{
    public const string PageText = "From 1; default 1";

    public int Skip => (int)Math.Min((Page - 1) * (long)Size, int.MaxValue);

    /// <returns>What is wrong with the parameters; null = nothing.</returns>
    public static string? Read(int? page, int? size, int usual, int most, out Paging paging)
    {
        paging = new Paging(page ?? 1, size ?? usual);
        return page is < 1 or > 1_000_000 ? "page: from 1" : size is < 1 || size > most ? $"size: 1 to {most}" : null;
    }
}
