using Microsoft.Extensions.Hosting.Systemd;

namespace Monitor.Commands;

/// <summary>Tells systemd when Monitor serves and when it ends, where systemd asks to be told (<c>Type=notify</c>).</summary>
internal static class ServiceManager
{
    /// <summary>
    /// Not <c>AddSystemd</c>: this version of it looks for systemd among the processes, which the unit hides
    /// (<c>ProtectProc=invisible</c>), would then say nothing, and the service would be killed as one that never started.
    /// </summary>
    public static IServiceCollection AddServiceManager(this IServiceCollection services)
    {
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NOTIFY_SOCKET"))) return services;
        services.AddSingleton<ISystemdNotifier, SystemdNotifier>();
        services.AddSingleton<IHostLifetime, SystemdLifetime>();
        return services;
    }
}
