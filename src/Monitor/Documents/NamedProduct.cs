namespace Monitor.Documents;

/// <summary>A maker or product by name, with a public source that ties the name to what is watched.</summary>
/// <param name="Name">As written; a star at the end takes any ending.</param>
/// <param name="Kind"><c>maker</c> or <c>product</c>.</param>
/// <param name="Maker">Who makes a product; null = not said, or it is a maker.</param>
/// <param name="Source">Where the name can be checked.</param>
public sealed record NamedProduct(string Name, string Kind, string? Maker, string Source);

/// <summary>All makers and products of the configuration.</summary>
/// <param name="All">Each name once.</param>
public sealed record NamedProducts(IReadOnlyList<NamedProduct> All);
