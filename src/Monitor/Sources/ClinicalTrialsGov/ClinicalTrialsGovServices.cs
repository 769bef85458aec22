namespace Monitor.Sources.ClinicalTrialsGov;

/// <summary>Registers ClinicalTrials.gov as a source.</summary>
internal static class ClinicalTrialsGovServices
{
    public static IServiceCollection AddClinicalTrialsGov(this IServiceCollection services) =>
        services.AddSingleton<ISource, ClinicalTrialsGovSource>().AddSingleton<ICitationFinder, ClinicalTrialsGovFinder>();
}
