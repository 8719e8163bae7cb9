using GaOrleans.Cluster.Reports;
using GaOrleans.Core.Sites;
using GaOrleans.Engine.Storage;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;

namespace GaOrleans.Cluster.Tests.Reports;

public sealed class FaultsBetweenSilosTests
{
    [Fact]
    public void DamagedBucket_IsTheSameFault_OnTheOtherSide()
    {
        using ServiceProvider services = new ServiceCollection().AddSerializer(serializer => serializer.AddAssembly(typeof(ClusterReports).Assembly)).BuildServiceProvider();
        Serializer serializer = services.GetRequiredService<Serializer>();
        var fault = new DamagedBucketException(new BucketKey(7, -3600, 2), "its checksum is wrong");
        Exception received = serializer.Deserialize<Exception>(serializer.SerializeToArray<Exception>(fault));
        DamagedBucketException same = Assert.IsType<DamagedBucketException>(received);
        Assert.Equal(fault.Key, same.Key);
        Assert.Equal(fault.Message, same.Message);
    }
}
