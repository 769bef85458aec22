using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using Monitor.Documents;

namespace Monitor.Tests.Infrastructure;

/// <summary>Documents with a value in every property, so that one which is added later is looked at too.</summary>
internal static class Filled
{
    private static readonly DateTimeOffset Time = new(2026, 11, 22, 12, 0, 0, 123, TimeSpan.Zero);

    public static Article Article(int n = 1) => With(Make<Article>(), "pubmed", n);

    public static Trial Trial(int n = 1) => With(Make<Trial>(), "clinicaltrials.gov", n);

    public static Notice Notice(int n = 1) => With(Make<Notice>(), "fda-rss", n);

    public static IReadOnlyList<Hit> OfEveryKind => [Article(), Trial(), Notice()];

    private static T With<T>(T hit, string source, int n)
        where T : Hit =>
        hit with { Id = string.Create(CultureInfo.InvariantCulture, $"{source}:{n}"), Source = source, ExternalId = n.ToString(CultureInfo.InvariantCulture), FirstSeen = Time, LastChanged = Time };

    private static T Make<T>() => (T)Make(typeof(T), typeof(T).Name);

    private static object Make(Type type, string name)
    {
        if (Nullable.GetUnderlyingType(type) is { } bare) return Make(bare, name);
        if (type == typeof(string)) return $"{name} \"é\" 탈모 😀 <b>&+ ' \\ \n";
        if (type == typeof(int)) return name.Length;
        if (type == typeof(bool)) return true;
        if (type == typeof(DateTimeOffset)) return Time;
        if (type == typeof(PartialDate)) return new PartialDate(2026, 1 + (name.Length % 12));
        if (type == typeof(Span)) return new Span(name.Length, 1);
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
        {
            var list = Array.CreateInstance(type.GetGenericArguments()[0], 2);
            for (var i = 0; i < 2; i++) list.SetValue(Make(type.GetGenericArguments()[0], $"{name}{i}"), i);
            return list;
        }

        if (!type.IsClass) throw new NotSupportedException($"{name}: say here what to fill a {type.Name} with");
        var made = RuntimeHelpers.GetUninitializedObject(type);
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.CanWrite)) property.SetValue(made, Make(property.PropertyType, property.Name));
        return made;
    }
}
