using System.ComponentModel.DataAnnotations;

namespace Monitor.Delivery.Email;

/// <summary>How mail leaves (section <c>Email</c>).</summary>
internal sealed class EmailOptions
{
    /// <summary>What takes a mail: Pickup writes .eml files to the folder outbox in Data:Directory. Default Pickup; Pickup, Smtp, MailKit.</summary>
    public EmailTransport Transport { get; set; } = EmailTransport.Pickup;

    /// <summary>Sender of every mail: an address, or a name and an address in angle brackets. Default Monitor &lt;monitor@localhost&gt;.</summary>
    [Required]
    public string From { get; set; } = "Monitor <monitor@localhost>";

    /// <summary>Name of the mail server. Default: none.</summary>
    public string? Host { get; set; }

    /// <summary>Port of the mail server. Default 25; 1 to 65535.</summary>
    [Range(1, 65535)]
    public int Port { get; set; } = 25;

    /// <summary>Encryption on the way to the mail server. Default None; None, StartTls, Tls.</summary>
    public EmailSecurity Security { get; set; } = EmailSecurity.None;

    /// <summary>Account on the mail server. Default: none, which means without login.</summary>
    public string? User { get; set; }

    /// <summary>File with the password of that account. Default: none.</summary>
    public string? PasswordFile { get; set; }
}

/// <summary>The ways a mail can take.</summary>
internal enum EmailTransport
{
    Pickup,
    Smtp,
    MailKit,
}

/// <summary>Encryption on the way to the mail server.</summary>
internal enum EmailSecurity
{
    None,
    StartTls,
    Tls,
}
