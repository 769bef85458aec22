namespace Monitor.Delivery.Email;

/// <summary>The signature of every mail by DKIM (section <c>Email:Dkim</c>): all three options, or none, which means without.</summary>
internal sealed class DkimOptions
{
    /// <summary>Domain that signs, as a rule that of Email:From. Default: none.</summary>
    public string? Domain { get; set; }

    /// <summary>Name of the key in the DNS: the public key stands in the TXT record of selector._domainkey.domain. Default: none.</summary>
    public string? Selector { get; set; }

    /// <summary>File with the private key in PEM: RSA of at least 1024 bits, better 2048, or Ed25519. Read once. Default: none.</summary>
    public string? KeyFile { get; set; }
}
