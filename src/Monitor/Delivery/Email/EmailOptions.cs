using System.ComponentModel.DataAnnotations;

namespace Monitor.Delivery.Email;

/// <summary>How mail leaves (section <c>Email</c>).</summary>
internal sealed class EmailOptions
{
    /// <summary>
    /// What takes a mail: Pickup writes .eml files to the folder outbox in Data:Directory, no mail leaves; Smtp hands it to the server
    /// Host. Default Pickup; Pickup, Smtp.
    /// </summary>
    public EmailTransport Transport { get; set; } = EmailTransport.Pickup;

    /// <summary>
    /// Sender of every mail: an address, or a name and an address in angle brackets. Default Monitor &lt;monitor@localhost&gt;.
    /// </summary>
    [Required]
    public string From { get; set; } = "Monitor <monitor@localhost>";

    /// <summary>Name of the mail server. Default: none.</summary>
    public string? Host { get; set; }

    /// <summary>Port of the mail server. Default 25; 1 to 65535.</summary>
    [Range(1, 65535)]
    public int Port { get; set; } = 25;

    /// <summary>
    /// Encryption on the way to the mail server: StartTls, which is then required, or Tls from the first byte, mostly on port 465.
    /// Default None; None, StartTls, Tls.
    /// </summary>
    public EmailSecurity Security { get; set; } = EmailSecurity.None;

    /// <summary>Account on the mail server. Default: none, which means without login.</summary>
    public string? User { get; set; }

    /// <summary>File with the password of that account. Default: none.</summary>
    public string? PasswordFile { get; set; }

    /// <summary>
    /// File with an access token of that account, instead of a password: login by XOAUTH2. Read at each login, so that something else may
    /// refresh it. Default: none.
    /// </summary>
    public string? TokenFile { get; set; }

    /// <summary>
    /// File to which what is said between Monitor and the mail server is written, without logins, mails and names of recipients. Default:
    /// none.
    /// </summary>
    public string? ProtocolLog { get; set; }

    /// <summary>
    /// How long the hand-over of one mail may take. A server that looks into mails before it takes them needs time: too short a limit
    /// sends them twice. Default 00:02:00; 1 second to 10 minutes.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan HandOverTimeout { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>
    /// After how long a mail that nobody takes is given up, which is an alarm; it can be sent again by hand. Default 5.00:00:00; 1 hour
    /// to 60 days.
    /// </summary>
    [Range(typeof(TimeSpan), "01:00:00", "60.00:00:00")]
    public TimeSpan GiveUpAfter { get; set; } = TimeSpan.FromDays(5);

    /// <summary>Bytes of one mail; a larger one is cut and links to the rest. Default 1000000; 20000 to 50000000.</summary>
    [Range(20_000, 50_000_000)]
    public int MaxBytes { get; set; } = 1_000_000;
}

/// <summary>The ways a mail can take.</summary>
internal enum EmailTransport
{
    Pickup,
    Smtp,
}

/// <summary>Encryption on the way to the mail server.</summary>
internal enum EmailSecurity
{
    None,
    StartTls,
    Tls,
}
