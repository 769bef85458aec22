using Monitor.Documents;
using static Monitor.Tests.Identity.Events.Notices;

namespace Monitor.Tests.Identity.Events;

/// <summary>Crowded little worlds: few firms, few products, few days, so that much agrees by chance.</summary>
internal static class RandomNotices
{
    private static readonly string[] Firms = ["Nimbus Vesicle Works", "Nimbus Vesicle Works West", "Harrow Cell Institute", "Tilde Scalp Company"];
    private static readonly string[] Products = ["Aurelux Exosome Solution", "Exosome Vials", "Tildexo Serum", "Aurelux Serum"];
    private static readonly string[] Reasons = ["Lack of Sterility Assurance", "Undeclared Milk"];

    public static List<Notice> Of(int seed, int count)
    {
        var random = new Random(seed);
        string Firm() => Firms[random.Next(Firms.Length)];
        string Product() => Products[random.Next(Products.Length)];
        string Reason() => Reasons[random.Next(Reasons.Length)];
        string? Lot() => random.Next(3) == 0 ? $"Lot NV-{random.Next(100, 106)} is concerned." : null;
        PartialDate Day() => PartialDate.From(new DateOnly(2026, 3, 1).AddDays(random.Next(40)));
        var notices = new List<Notice>();
        for (var i = 0; i < count; i++)
        {
            var eventNumber = random.Next(6);
            notices.Add(random.Next(6) switch
            {
                0 => Press($"press-about-a-recall-of-number-{i}", $"{Firm()} Issues Voluntary Recall of {Product()} Due to {Reason()}", Day(), body: Lot()),
                1 => MedWatch($"alert-about-a-recall-of-number-{i}", $"{Product()} by {Firm()}: Recall - {Reason()}", Day(), Lot()),
                2 => Press($"fda-warns-of-number-{i}", $"FDA Warns {Firm()} About {Product()}", Day(), body: "A warning letter was sent.") with { LinkedPages = random.Next(2) == 0 ? [$"{Site}/compliance/warning-letters/letter-{990_000 + random.Next(8)}"] : [] },
                3 => Letter($"{990_000 + random.Next(8)}", Firm(), Day(), Day(), $"Your {Product()} is no approved drug."),
                // The records of one event have one firm, mostly.
                _ => Record($"D-{9100 + i}-2026", $"77{eventNumber:0000}", random.Next(8) == 0 ? Firm() : Firms[eventNumber % Firms.Length], Product(), Day(), Reason(), Lot()),
            });
        }

        return [.. notices.DistinctBy(n => n.Id)];
    }

    public static List<T> Shuffled<T>(IEnumerable<T> items, int seed)
    {
        var random = new Random(seed);
        return [.. items.Select(i => (Key: random.Next(), Item: i)).OrderBy(i => i.Key).Select(i => i.Item)];
    }
}
