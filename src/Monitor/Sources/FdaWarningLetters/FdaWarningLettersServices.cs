namespace Monitor.Sources.FdaWarningLetters;

/// <summary>Registers FDA's warning letters as a source.</summary>
internal static class FdaWarningLettersServices
{
    public static IServiceCollection AddFdaWarningLetters(this IServiceCollection services) => services.AddSingleton<ISource, FdaWarningLettersSource>();
}
