using System.ComponentModel.DataAnnotations;
using System.Reflection;

namespace Monitor.Configuration;

/// <summary>One configuration key: a property of an options class.</summary>
/// <param name="Section">Path of its section, such as <c>Sources:PubMed</c>.</param>
/// <param name="Property">The property that receives the value.</param>
/// <param name="Default">Its value in a new instance.</param>
internal sealed record OptionKey(string Section, PropertyInfo Property, object? Default)
{
    public string Name => Property.Name;

    /// <summary>The full key, such as <c>Sources:PubMed:BaseUrl</c>.</summary>
    public string Path => $"{Section}:{Name}";

    /// <summary>Whether the key takes a list of texts.</summary>
    public bool IsList => Property.PropertyType == typeof(IList<string>);

    /// <summary>Type of one value.</summary>
    public Type Type => IsList ? typeof(string) : Nullable.GetUnderlyingType(Property.PropertyType) ?? Property.PropertyType;

    /// <summary>Whether an empty value is an error; for other texts it means "not set".</summary>
    public bool Required => Type != typeof(string) || Property.IsDefined(typeof(RequiredAttribute));

    /// <summary>Whether the value is masked wherever it is shown. A path to a secret is none.</summary>
    public bool Secret => Name is "ConnectionString" or "HeartbeatUrl" || Name.EndsWith("Token", StringComparison.Ordinal) || Name.EndsWith("Password", StringComparison.Ordinal);

    /// <summary>Whether the value names a file that must exist.</summary>
    public bool IsFile => Type == typeof(string) && Name.EndsWith("File", StringComparison.Ordinal);

    public bool IsSchedule => Type == typeof(string) && Name == "Schedule";

    public bool IsAddress => Property.IsDefined(typeof(EmailAddressAttribute));

    /// <summary>Least and greatest value, as text; null = any.</summary>
    public (string Least, string Greatest)? Range =>
        Property.GetCustomAttribute<RangeAttribute>() is { } range ? (OptionText.Write(range.Minimum), OptionText.Write(range.Maximum)) : null;

    /// <summary>The default as it would be written; empty = none.</summary>
    public string DefaultText => OptionText.Write(Default);

    /// <summary>What can be written, in words.</summary>
    public string RangeText =>
        Range is { } range ? $"{range.Least} to {range.Greatest}"
        : Type == typeof(bool) ? "true, false"
        : Type.IsEnum ? string.Join(", ", Enum.GetNames(Type))
        : Type == typeof(Uri) ? "http or https address"
        : IsSchedule ? "schedule"
        : IsFile ? "existing file"
        : IsAddress ? "mail address"
        : IsList ? "list of texts"
        : "text";
}
