namespace GaOrleans.Demo.Traffic;

/// <summary>The kind of page on which a visit begins.</summary>
internal enum Landing
{
    /// <summary>The home page.</summary>
    Home,

    /// <summary>A product's page.</summary>
    Product,

    /// <summary>An article of the shop's magazine.</summary>
    Article,

    /// <summary>The sale.</summary>
    Sale,
}
