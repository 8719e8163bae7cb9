using System.Text.RegularExpressions;

namespace GaOrleans.Layout.Tests;

/// <summary>The portal's own rules.</summary>
public sealed partial class PortalTests
{
    private static readonly string Root = Path.Combine(Repository.Root, "web", "GaOrleans.Portal");

    // PortalService registers the library; Assets serves its script and the part of its styles that is used.
    private static readonly string[] MayNameRadzen = ["Look", "Charts", "Assets", "PortalService.cs"];

    [Fact]
    public void Pages_NameOnlyOurOwnComponents_SoThatTheLibraryUnderneathCanBeSwapped()
    {
        IEnumerable<string> offending = Sources("*.razor").Concat(Sources("*.cs"))
            .Where(file => !MayNameRadzen.Contains(Path.GetRelativePath(Root, file).Split(Path.DirectorySeparatorChar)[0], StringComparer.Ordinal))
            .Where(file => File.ReadAllText(file).Contains("Radzen", StringComparison.Ordinal))
            .Select(file => Path.GetRelativePath(Root, file));
        Assert.Empty(offending);
    }

    [Fact]
    public void Pages_HaveNoScriptOfTheirOwnText_SinceTheirPolicyForbidsIt()
    {
        IEnumerable<string> offending = Sources("*.razor")
            // It shows how text that looks like a script is drawn.
            .Where(file => Path.GetFileName(file) != "ChartGuide.razor")
            .Where(file => InlineScript().IsMatch(File.ReadAllText(file))).Select(file => Path.GetRelativePath(Root, file));
        Assert.Empty(offending);
    }

    [Fact]
    public void Markup_IsNeverMadeOfText()
    {
        // MarkupString and AddMarkupContent write what they are given as it is: one of them with a visitor's text would be a hole. The picture of a key
        // for authenticator apps is made of squares, whatever the text was.
        IEnumerable<string> offending = Sources("*.razor").Concat(Sources("*.cs")).Where(file => Path.GetFileName(file) != "SecondFactorPage.razor")
            .Where(file => File.ReadAllText(file) is var text && (text.Contains("MarkupString", StringComparison.Ordinal) || text.Contains("AddMarkupContent", StringComparison.Ordinal)))
            .Select(file => Path.GetRelativePath(Root, file));
        Assert.Empty(offending);
    }

    [Fact]
    public void Colours_StandInOnePlace()
    {
        // The mark's dot, the text on the two darkest cells of heat maps and the ground of a picture for cameras are the same in both themes.
        IEnumerable<string> offending = Sources("*.css").Where(file => Path.GetFileName(file) is not ("tokens.css" or "base.css" or "charts.css" or "accounts.css"))
            .Where(file => Colour().IsMatch(File.ReadAllText(file)))
            .Select(file => Path.GetRelativePath(Root, file));
        Assert.Empty(offending);
    }

    [Fact]
    public void Scripts_OfOthersAreNotKeptHere()
    {
        Assert.Empty(Sources("blazor*.js"));
        Assert.Empty(Sources("radzen*.js"));
    }

    private static IEnumerable<string> Sources(string pattern) =>
        Directory.EnumerateFiles(Root, pattern, SearchOption.AllDirectories).Where(file => !Path.GetRelativePath(Root, file).Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"));

    // <script> with text of its own, and attributes such as onclick="..." that are not Blazor's @onclick.
    [GeneratedRegex(@"<script(?![^>]*\bsrc=)|\son[a-z]+\s*=\s*""(?!@)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex InlineScript();

    [GeneratedRegex(@":[^;{]*(#[0-9a-f]{3,8}\b|rgba?\()", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Colour();
}
