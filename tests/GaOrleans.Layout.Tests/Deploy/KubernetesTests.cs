namespace GaOrleans.Layout.Tests.Deploy;

public sealed class KubernetesTests
{
    // What src/GaOrleans.Silo takes to end: quiet 3 s, HTTP 20 s, silo 20 s.
    private const int DrainSeconds = 43;

    public static TheoryData<string> Deployments() => [.. DeployFiles.Kubernetes("Deployment").Select(NameOf)];

    public static TheoryData<string> Folders() => [.. DeployFiles.Named("kustomization.yaml").Select(file => Path.GetDirectoryName(file)!)];

    [Theory]
    [MemberData(nameof(Folders))]
    public void Kustomization_NamesEveryFileOfItsFolder(string folder)
    {
        Node kustomization = Assert.Single(DeployFiles.Yaml(Path.Combine(folder, "kustomization.yaml")));
        IEnumerable<string> listed = kustomization["resources"].Items.Select(item => item.Text).Concat(kustomization.Find("patches")?.Items.Select(item => item["path"].Text) ?? []);

        Assert.All(listed, entry => Assert.True(Path.Exists(Path.Combine(DeployFiles.Root, folder, entry)), $"{folder}: {entry}"));
        IEnumerable<string> files = DeployFiles.Named("*.yaml", folder).Select(file => Path.GetFileName(file)).Where(file => file != "kustomization.yaml");
        Assert.Equal(files, listed.Where(entry => entry.EndsWith(".yaml", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Patches_ChangeObjectsOfTheBase()
    {
        HashSet<(string, string)> known = [.. DeployFiles.Kubernetes().Select(node => (node["kind"].Text, NameOf(node)))];
        IEnumerable<Node> patches = DeployFiles.Named("*.yaml", Path.Combine("kubernetes", "overlays")).Where(file => !file.EndsWith("kustomization.yaml", StringComparison.Ordinal)).SelectMany(DeployFiles.Yaml);

        Assert.All(patches, patch => Assert.Contains((patch["kind"].Text, NameOf(patch)), known));
    }

    [Fact]
    public void Deployments_TogetherHaveAllRoles()
    {
        IEnumerable<string> roles = DeployFiles.Kubernetes("Deployment").SelectMany(deployment => SiloArguments.Roles(Silo(deployment)["args"]));

        Assert.Equal(["collector", "engine", "portal", "reports"], roles.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Deployments))]
    public void Deployment_SelectsItsOwnPods_AndSpreadsThem(string name)
    {
        Node spec = Deployment(name)["spec"], pod = spec["template"]["spec"];
        Dictionary<string, string> labels = spec["template"]["metadata"]["labels"].Texts, selector = spec["selector"]["matchLabels"].Texts;

        Assert.Equal(name, selector["app.kubernetes.io/component"]);
        Assert.All(selector, label => Assert.Equal(label.Value, labels[label.Key]));
        Assert.Equal(
            ["topology.kubernetes.io/zone", "kubernetes.io/hostname"], pod["topologySpreadConstraints"].Items.Select(constraint => constraint["topologyKey"].Text));
        Assert.All(pod["topologySpreadConstraints"].Items, constraint => Assert.Equal(selector, constraint["labelSelector"]["matchLabels"].Texts));
    }

    [Theory]
    [MemberData(nameof(Deployments))]
    public void Deployment_StartsASilo_AndGivesItTimeToEnd(string name)
    {
        Node pod = Deployment(name)["spec"]["template"]["spec"], silo = Silo(Deployment(name));

        SiloArguments.AssertKnown(silo["args"]);
        Assert.InRange(pod["terminationGracePeriodSeconds"].Number, DrainSeconds + silo["lifecycle"]["preStop"]["sleep"]["seconds"].Number + 1, 120);
        Assert.Equal([("http", 8080), ("silo", 11111)], silo["ports"].Items.Select(port => (port["name"].Text, port["containerPort"].Number)));
        Assert.Equal(
            ["/healthz/live", "/healthz/live", "/healthz/ready"],
            new[] { "startupProbe", "livenessProbe", "readinessProbe" }.Select(probe => silo[probe]["httpGet"]["path"].Text));
        Assert.All(new[] { "startupProbe", "livenessProbe", "readinessProbe" }, probe => Assert.Equal("http", silo[probe]["httpGet"]["port"].Text));
    }

    [Theory]
    [MemberData(nameof(Deployments))]
    public void Deployment_RunsWithoutRights(string name)
    {
        Node pod = Deployment(name)["spec"]["template"]["spec"], rights = Silo(Deployment(name))["securityContext"];

        Assert.Equal(("true", "1654"), (pod["securityContext"]["runAsNonRoot"].Text, pod["securityContext"]["runAsUser"].Text));
        Assert.Equal(("false", "true", "ALL"), (rights["allowPrivilegeEscalation"].Text, rights["readOnlyRootFilesystem"].Text, rights["capabilities"]["drop"].Items[0].Text));
        Assert.Contains(DeployFiles.Kubernetes("ServiceAccount"), account => NameOf(account) == pod["serviceAccountName"].Text);
        Assert.Equal("true", Deployment(name)["spec"]["template"]["metadata"]["labels"]["azure.workload.identity/use"].Text);
    }

    [Theory]
    [MemberData(nameof(Deployments))]
    public void Deployment_HasADisruptionBudget_AndIsScaledOnce(string name)
    {
        Node budget = Assert.Single(DeployFiles.Kubernetes("PodDisruptionBudget"), node => node["spec"]["selector"]["matchLabels"]["app.kubernetes.io/component"].Text == name);
        Assert.NotNull(budget["spec"].Find("maxUnavailable"));

        IEnumerable<Node> scalers = DeployFiles.Kubernetes("HorizontalPodAutoscaler").Concat(DeployFiles.Kubernetes("ScaledObject"));
        Assert.Single(scalers, scaler => scaler["spec"]["scaleTargetRef"]["name"].Text == name);
    }

    [Fact]
    public void Autoscaling_AsksForAMetricThatSilosExport()
    {
        Node lag = DeployFiles.Kubernetes("ScaledObject")[0]["spec"]["triggers"].Items.Single(trigger => trigger["type"].Text == "prometheus");
        string metric = lag["metadata"]["query"].Text.Split('(', ')')[1];

        Assert.Contains($"\"{metric}\"", File.ReadAllText(Path.Combine(Repository.Root, "src", "GaOrleans.Silo", "Serving", "SiloMetrics.cs")), StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_AreOptionsOfTheCode()
    {
        IEnumerable<Node> maps = DeployFiles.Kubernetes("ConfigMap").Concat(DeployFiles.Yaml("kubernetes/overlays/azure/names.yaml"));

        Assert.All(maps, map => SettingNames.AssertKnown(map["data"].Keys, map.Path));
    }

    [Fact]
    public void Network_LetsSilosReachOneAnother_AndNobodyElse()
    {
        Node spec = Assert.Single(DeployFiles.Kubernetes("NetworkPolicy"))["spec"];
        Node toSilos = Assert.Single(spec["ingress"].Items, rule => rule["ports"].Items.Any(port => port["port"].Number == 11111));

        Assert.Equal("gaorleans", Assert.Single(toSilos["from"].Items)["podSelector"]["matchLabels"]["app.kubernetes.io/name"].Text);
        Assert.Equal(["Ingress", "Egress"], spec["policyTypes"].Items.Select(type => type.Text));
    }

    private static string NameOf(Node node) => node["metadata"]["name"].Text;

    private static Node Deployment(string name) => DeployFiles.Kubernetes("Deployment").Single(node => NameOf(node) == name);

    private static Node Silo(Node deployment) => Assert.Single(deployment["spec"]["template"]["spec"]["containers"].Items);
}
