using Monitor.Documents;

namespace Monitor.Polling;

/// <summary>What is watched and who is told, as configured.</summary>
/// <param name="watches">Those without errors.</param>
/// <param name="recipients">Those without errors.</param>
/// <param name="problems">What was left out, and why: said in the health and in every digest.</param>
internal sealed class Subscribers(IReadOnlyList<Watch> watches, IReadOnlyList<Recipient> recipients, IReadOnlyList<string> problems)
{
    public IReadOnlyList<Watch> Watches { get; } = watches;
    public IReadOnlyList<Recipient> Recipients { get; } = recipients;
    public IReadOnlyList<string> Problems { get; } = problems;

    /// <summary>Ids of the recipients who follow a watch.</summary>
    public IEnumerable<string> Of(string watch) => Recipients.Where(r => r.Follows(watch)).Select(r => r.Id);
}
