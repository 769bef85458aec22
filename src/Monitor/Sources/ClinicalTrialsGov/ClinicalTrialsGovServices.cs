namespace Monitor.Sources.ClinicalTrialsGov;

/// <summary>Registers the source; its options are bound from <c>Sources:ClinicalTrialsGov</c>.</summary>
internal static class ClinicalTrialsGovServices
{
    public static IServiceCollection AddClinicalTrialsGov(this IServiceCollection services)
    {
        services.AddOptions<ClinicalTrialsGovOptions>().BindConfiguration("Sources:ClinicalTrialsGov").ValidateDataAnnotations();
        return services.AddSingleton<ISource, ClinicalTrialsGovSource>();
    }
}
