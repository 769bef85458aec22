using System.Reflection;
using System.Runtime.CompilerServices;

namespace Monitor.Configuration;

/// <summary>One section of the configuration and the class that it is bound to.</summary>
/// <param name="Path">Such as <c>Sources:PubMed</c>.</param>
internal abstract record OptionsSection(string Path)
{
    /// <summary>The class that the section is bound to.</summary>
    public abstract Type Type { get; }

    /// <summary>Every key of the section, in the order of the class.</summary>
    public abstract IReadOnlyList<OptionKey> Keys { get; }

    /// <summary>Makes the bound class available as <c>IOptions</c>.</summary>
    public abstract void AddTo(IServiceCollection services, IConfiguration values);
}

/// <summary>A section with its class.</summary>
internal sealed record OptionsSection<T>(string Path) : OptionsSection(Path)
    where T : class, new()
{
    public override Type Type => typeof(T);

    public override IReadOnlyList<OptionKey> Keys { get; } = Read(Path);

    public override void AddTo(IServiceCollection services, IConfiguration values) =>
        services.AddOptions<T>().Configure(options => Bind(options, values.GetSection(Path)));

    private void Bind(T options, IConfigurationSection section)
    {
        foreach (var key in Keys)
        {
            // The binder would append to the default list.
            if (key.IsList && section.GetSection(key.Name).Exists()) key.Property.SetValue(options, new List<string>());
        }

        // A section within this one has a class of its own; the binder would call it unknown.
        var parent = OptionsCatalog.Sections.Any(s => s.Path.StartsWith($"{Path}:", StringComparison.Ordinal));
        section.Bind(options, binder => binder.ErrorOnUnknownConfiguration = !parent);
    }

    private static OptionKey[] Read(string path)
    {
        var defaults = new T();
        return typeof(T).GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Select(property => Key(path, property, defaults))
            .ToArray();
    }

    private static OptionKey Key(string path, PropertyInfo property, T defaults)
    {
        // An init-only property stays silently unbound under the binding generator.
        var settable = property.SetMethod is { IsPublic: true } set && !set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));
        return settable
            ? new OptionKey(path, property, property.GetValue(defaults))
            : throw new InvalidOperationException($"{typeof(T).Name}.{property.Name} needs {{ get; set; }}: it is an option.");
    }
}
