namespace GaOrleans.Layout.Tests.Deploy;

public sealed class ImageTests
{
    public static TheoryData<string> Dockerfiles() => [.. DeployFiles.Named("*.Dockerfile")];

    [Theory]
    [MemberData(nameof(Dockerfiles))]
    public void Image_IsSmallAndWithoutRoot(string file)
    {
        string[] lines = [.. DeployFiles.Text(file).Split('\n').Where(line => line.Length > 0 && line[0] != '#')];
        int last = Array.FindLastIndex(lines, line => line.StartsWith("FROM ", StringComparison.Ordinal));

        Assert.Equal("FROM mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled", lines[last]);
        Assert.Contains("USER 1654", lines[last..]);
        // It has no shell, so nothing can be run while it is built, and no health check either.
        Assert.DoesNotContain(lines[last..], line => line.StartsWith("RUN ", StringComparison.Ordinal) || line.StartsWith("HEALTHCHECK ", StringComparison.Ordinal));
        Assert.DoesNotContain(lines[last..], line => line.StartsWith("ENTRYPOINT ", StringComparison.Ordinal) && !line.Contains('[', StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Dockerfiles))]
    public void Image_StartsAProgramThatIsPublishedIntoIt(string file)
    {
        string text = DeployFiles.Text(file);
        string project = text.Split("dotnet publish src/")[1].Split(' ')[0];

        Assert.Contains($"\"{project}.dll\"", text, StringComparison.Ordinal);
        Assert.Contains(project, Repository.Projects.Keys);
    }
}
