namespace Monitor.Sources.FdaLetters;

/// <summary>Registers FDA's untitled letters and public notifications as a source.</summary>
internal static class FdaLettersServices
{
    public static IServiceCollection AddFdaLetters(this IServiceCollection services) => services.AddSingleton<ISource, FdaLettersSource>();
}
