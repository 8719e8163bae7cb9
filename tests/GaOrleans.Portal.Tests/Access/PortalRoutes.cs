using System.Reflection;
using GaOrleans.Portal.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;

namespace GaOrleans.Portal.Tests.Access;

/// <summary>All pages of the portal, found in its assembly: whoever adds one is tested without doing anything for it.</summary>
internal static class PortalRoutes
{
    /// <summary>Pages with their templates.</summary>
    public static IReadOnlyList<(string Template, Type Page)> All { get; } =
    [.. typeof(PortalPage).Assembly.GetTypes()
        .SelectMany(page => page.GetCustomAttributes<RouteAttribute>(inherit: false).Select(route => (route.Template, page)))
        .OrderBy(route => route.Template, StringComparer.Ordinal)];

    /// <summary>The page of a template.</summary>
    public static Type PageOf(string template) => All.First(route => route.Template == template).Page;

    /// <summary>An address of a template.</summary>
    /// <param name="template">Such as <c>/sites/{Domain}/queries/{Name}</c>.</param>
    /// <param name="domain">The site.</param>
    /// <param name="merchant">The merchant.</param>
    public static string Fill(string template, string domain, int merchant)
    {
        IEnumerable<string> parts = template.Split('/').Select(part => part switch
        {
            _ when !part.StartsWith('{') => part,
            _ when part.Contains('?', StringComparison.Ordinal) || part.StartsWith("{*", StringComparison.Ordinal) => "",
            _ when part.StartsWith("{Domain", StringComparison.OrdinalIgnoreCase) => domain,
            _ when part.Contains(":int", StringComparison.Ordinal) || part.Contains(":long", StringComparison.Ordinal) => merchant.ToString(null, null),
            _ => "x",
        });
        string address = string.Join('/', parts);
        return address.Length > 1 ? address.TrimEnd('/') : address;
    }

    /// <summary>What is declared of a page: a right, staff, signed-in or anonymous; null for nothing, or for more than one.</summary>
    public static Attribute? DeclarationOf(Type page)
    {
        Attribute[] declared = [.. page.GetCustomAttributes(inherit: true).OfType<Attribute>()
            .Where(attribute => attribute is NeedsAttribute or NeedsStaffAttribute or NeedsSignInAttribute or AllowAnonymousAttribute)];
        return declared.Length == 1 ? declared[0] : null;
    }
}
