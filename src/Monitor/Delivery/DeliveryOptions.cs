using System.ComponentModel.DataAnnotations;

namespace Monitor.Delivery;

/// <summary>What messages and feeds hold (section <c>Delivery</c>).</summary>
internal sealed class DeliveryOptions
{
    /// <summary>Address under which readers reach Monitor, with its path if it has one; links in mails and feeds start with it. Default http://127.0.0.1:5080/, or a loopback address of --urls.</summary>
    [Required]
    public Uri PublicUrl { get; set; } = new("http://127.0.0.1:5080/");

    /// <summary>Items written out in one digest; the rest is a link. Default 10; 1 to 100.</summary>
    [Range(1, 100)]
    public int MaxItems { get; set; } = 10;

    /// <summary>Alerts that one recipient gets singly within an hour; what exceeds it comes in one mail that lists it, at most every ten minutes. Default 10; 1 to 1000.</summary>
    [Range(1, 1000)]
    public int AlertsPerHour { get; set; } = 10;

    /// <summary>Items in one feed. Default 100; 1 to 1000.</summary>
    [Range(1, 1000)]
    public int FeedItems { get; set; } = 100;
}
