using GaOrleans.Cluster.Merchants;
using GaOrleans.Engine.Configuration;

namespace GaOrleans.Cluster.Tests.Merchants;

[Collection(Alone.Name)]
public sealed class ReplicaMemoryTests
{
    [Fact]
    public void Replica_TakesLittleForAMerchant_WithOneSiteAndOneKey()
    {
        const int Merchants = 10_000, MostBytesEach = 1_500, Rounds = 5;
        byte[][] documents = [.. Enumerable.Range(1, Merchants).Select(Document)];
        var replicas = new List<ConfigurationReplica>();
        var each = new List<long>();
        // What tests before left behind may be freed while one round is measured, not while most are.
        for (int round = 0; round < Rounds; round++)
        {
            long before = GC.GetTotalMemory(forceFullCollection: true);
            var replica = new ConfigurationReplica();
            for (int i = 1; i <= Merchants; i++) replica.Apply(i, 1, MerchantDocumentCodec.Read(i, documents[i - 1]));
            each.Add((GC.GetTotalMemory(forceFullCollection: true) - before) / Merchants);
            replicas.Add(replica);
        }

        Assert.InRange(each.Order().ElementAt(Rounds / 2), 200, MostBytesEach);
        Assert.All(replicas, replica => Assert.Equal(Merchants, replica.Index.FindSite($"shop{Merchants}.example")!.MerchantId));
        GC.KeepAlive(documents);
    }

    private static byte[] Document(int number)
    {
        var site = new Site(number, number, $"shop{number}.example", "Europe/Berlin", "EUR", 1_790_000_000_000);
        StoredKey key = ConfigurationRules.NewKey(KeySecret.Make(), number, null, "First key", KeyScopes.Read, 1_790_000_000_000, known: false);
        return MerchantDocumentCodec.Write(new MerchantDocument
        {
            Merchant = new Merchant(number, $"Merchant {number}", 1_790_000_000_000),
            Sites = [site],
            Keys = [KeptKey.Of(key with { Key = key.Key with { Id = number } })],
        });
    }
}
