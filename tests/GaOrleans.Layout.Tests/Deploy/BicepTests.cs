namespace GaOrleans.Layout.Tests.Deploy;

/// <summary>No compiler of Bicep is at hand: these see only that brackets pair up and that the names agree with the code.</summary>
public sealed class BicepTests
{
    public static TheoryData<string> Files() => [.. DeployFiles.Named("*.bicep")];

    [Theory]
    [MemberData(nameof(Files))]
    public void Brackets_PairUp(string file)
    {
        var open = new Stack<char>();
        foreach (char letter in string.Concat(DeployFiles.Text(file).Split('\n').Where(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal))))
        {
            if (letter is '{' or '[' or '(') open.Push(letter);
            else if (letter is '}' or ']' or ')') Assert.Equal(letter switch { '}' => '{', ']' => '[', _ => '(' }, open.Pop());
        }

        Assert.Empty(open);
    }

    [Fact]
    public void Region_HasTheConsumerGroupsOfTheCode_AndNoKeys()
    {
        string bicep = DeployFiles.Text("azure/main.bicep");

        Assert.All(SettingNames.ConsumerGroups(), group => Assert.Contains($"'consumergroups' = {{\n      name: '{group}'", bicep, StringComparison.Ordinal));
        Assert.DoesNotContain("listKeys", bicep, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("allowSharedKeyAccess: false", bicep, StringComparison.Ordinal);
        Assert.Contains("disableLocalAuth: true", bicep, StringComparison.Ordinal);
        Assert.Equal("hits", DeployFiles.Kubernetes("ConfigMap")[0]["data"]["Azure__EventHub"].Text);
        Assert.Contains($"param partitions int = {DeployFiles.Kubernetes("ConfigMap")[0]["data"]["Cluster__Partitions"].Text}\n", bicep, StringComparison.Ordinal);
    }
}
