using System.Text.Json;

namespace GaOrleans.Layout.Tests.Deploy;

public sealed class ComposeTests
{
    public static TheoryData<string> Files() => [.. DeployFiles.Named("*.yml")];

    [Theory]
    [MemberData(nameof(Files))]
    public void Services_BuildFromFilesThatAreThere_AndMountNamedVolumes(string file)
    {
        Node compose = Assert.Single(DeployFiles.Yaml(file));
        List<string> volumes = compose["volumes"].Keys;
        foreach (Node service in compose["services"].Keys.Select(name => compose["services"][name]))
        {
            if (service.Find("build") is { } build)
            {
                Assert.True(File.Exists(Path.Combine(Repository.Root, build["dockerfile"].Text)), service.Path);
                Assert.Equal(Repository.Root, Path.GetFullPath(Path.Combine(DeployFiles.Root, "compose", build["context"].Text)));
                Assert.Equal("true", service["read_only"].Text);
            }

            foreach (string mount in service.Find("volumes")?.Items.Select(item => item.Text.Split(':')[0]) ?? [])
            {
                bool there = mount[0] == '.' ? File.Exists(Path.Combine(DeployFiles.Root, "compose", mount)) : volumes.Contains(mount);
                Assert.True(there, $"{service.Path}: {mount}");
            }

            foreach (string needed in service.Find("depends_on") is { Value: Dictionary<object, object> } on ? on.Keys : []) Assert.Contains(needed, compose["services"].Keys);
        }
    }

    [Fact]
    public void Cluster_HasAllRoles_AndAsManyPartitionsAsTheEmulator()
    {
        Node services = DeployFiles.Yaml("compose/cluster.yml")[0]["services"];
        Node[] silos = [.. services.Keys.Select(name => services[name]).Where(service => service.Find("build") is not null)];

        Assert.Equal(["collector", "engine", "portal", "reports"], silos.SelectMany(silo => SiloArguments.Roles(silo["command"])).Order(StringComparer.Ordinal));
        using JsonDocument emulator = JsonDocument.Parse(DeployFiles.Text("compose/eventhubs.json"));
        JsonElement hub = emulator.RootElement.GetProperty("UserConfig").GetProperty("NamespaceConfig")[0].GetProperty("Entities")[0];
        Assert.All(silos, silo =>
        {
            Dictionary<string, string> environment = silo["environment"].Texts;
            Assert.Equal(hub.GetProperty("PartitionCount").GetString(), environment["Cluster__Partitions"]);
            Assert.Equal(hub.GetProperty("Name").GetString(), environment["Azure__EventHub"]);
            SiloArguments.AssertKnown(silo["command"]);
            SettingNames.AssertKnown(environment.Keys, silo.Path);
        });
        Assert.Equal(SettingNames.ConsumerGroups(), hub.GetProperty("ConsumerGroups").EnumerateArray().Select(group => group.GetProperty("Name").GetString()!).Order(StringComparer.Ordinal));
    }
}
