namespace Monitor.Sources.PubMed;

/// <summary>The NCBI API key.</summary>
internal static class PubMedApiKey
{
    /// <inheritdoc cref="ApiKeyFile.Read"/>
    public static string? Read(string? file) => ApiKeyFile.Read(file, "Sources:PubMed:ApiKeyFile");
}
