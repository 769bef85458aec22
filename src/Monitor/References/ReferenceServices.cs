namespace Monitor.References;

/// <summary>Registers the check of references.</summary>
internal static class ReferenceServices
{
    public static IServiceCollection AddReferences(this IServiceCollection services) => services.AddSingleton<StoredReferences>().AddSingleton<ReferenceCheck>();
}
