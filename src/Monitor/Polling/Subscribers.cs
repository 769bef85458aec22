using Monitor.Documents;

namespace Monitor.Polling;

/// <summary>What is watched and who is told, as configured.</summary>
internal sealed class Subscribers(IReadOnlyList<Watch> watches, IReadOnlyList<Recipient> recipients)
{
    public IReadOnlyList<Watch> Watches { get; } = watches;
    public IReadOnlyList<Recipient> Recipients { get; } = recipients;

    /// <summary>Ids of the recipients who follow a watch.</summary>
    public IEnumerable<string> Of(string watch) => Recipients.Where(r => r.Follows(watch)).Select(r => r.Id);
}
