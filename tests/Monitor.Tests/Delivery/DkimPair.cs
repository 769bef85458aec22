using System.Security.Cryptography;

namespace Monitor.Tests.Delivery;

/// <summary>A key that signs, and what the DNS says of it.</summary>
internal sealed record DkimPair(string Pem, string Record)
{
    public static DkimPair Make(string form)
    {
        if (form == "Ed25519")
        {
            // The key that RFC 8463 signs its example with, in the form of PKCS #8.
            var seed = Convert.FromBase64String("nWGxne/9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A=");
            var pem = PemEncoding.WriteString("PRIVATE KEY", [.. Convert.FromHexString("302e020100300506032b657004220420"), .. seed]);
            return new DkimPair(pem, "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=");
        }

        using var rsa = RSA.Create(form == "RSA 512" ? 512 : 2048);
        return new DkimPair(
            form == "PKCS #1" ? rsa.ExportRSAPrivateKeyPem() : rsa.ExportPkcs8PrivateKeyPem(),
            $"v=DKIM1; k=rsa; p={Convert.ToBase64String(rsa.ExportSubjectPublicKeyInfo())}");
    }
}
