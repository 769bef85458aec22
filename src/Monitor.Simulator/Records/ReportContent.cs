namespace Monitor.Simulator.Records;

/// <summary>A report of an adverse event.</summary>
/// <param name="Id">Number of the report.</param>
/// <param name="Kind"><c>drug</c>, <c>device</c>, <c>food</c> or <c>cosmetic</c>.</param>
/// <param name="Received">Day of receipt.</param>
/// <param name="VisibleFrom">When openFDA shows it: drug reports by the quarter.</param>
/// <param name="Product">Product named.</param>
/// <param name="Serious">By the rules of its index.</param>
/// <param name="Reactions">As coded.</param>
internal sealed record ReportContent(string Id, string Kind, DateOnly Received, DateTimeOffset VisibleFrom, string Product, bool Serious, IReadOnlyList<string> Reactions);
