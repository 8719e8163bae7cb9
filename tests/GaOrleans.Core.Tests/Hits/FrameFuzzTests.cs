using GaOrleans.Core.Hits;
using GaOrleans.TestKit.Hits;

namespace GaOrleans.Core.Tests.Hits;

public class FrameFuzzTests
{
    private const int Seed = 424242;

    // A length of two gigabytes, and the largest number there is, as varints.
    private static readonly byte[][] Claims = [[0xFF, 0xFF, 0xFF, 0xFF, 0x07], [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01], [0xFF]];

    [Fact]
    public void AnyFrame_IsReadOrMalformed_WithoutMemory()
    {
        var random = new Random(Seed);
        byte[] sound = HitFrames.Of([.. Enumerable.Range(1, 5).Select(i => new Hit { Site = i, Hour = 3600, TimeMs = 3_600_000 + i, Visitor = 7, Page = "/page", Props = [new("a", "b")], Client = new ClientInfo("DE"), Origin = new OriginInfo("Google") })]);
        long before = GC.GetAllocatedBytesForCurrentThread();
        int malformed = 0;
        const int Rounds = 20_000;
        for (int round = 0; round < Rounds; round++)
        {
            byte[] bytes = Damaged(sound, random);
            if (!HitFrame.TryOpen(bytes, out HitFrameReader hits))
            {
                malformed++;
                continue;
            }

            int count = 0;
            while (hits.TryNext(out HitFields hit))
            {
                count++;
                Assert.True(hit.Name.Length + hit.Page.Length + hit.Props.Length <= bytes.Length, $"seed {Seed}, round {round}");
            }

            if (hits.Malformed) malformed++;
            Assert.True(count <= bytes.Length, $"seed {Seed}, round {round}: {count} hits of {bytes.Length} bytes");
        }

        Assert.InRange(malformed, Rounds / 10, Rounds - 100);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, Rounds * 2L * (sound.Length + 1000));
    }

    [Fact]
    public void AnySection_IsRead_WithoutThrowing()
    {
        var random = new Random(Seed);
        for (int round = 0; round < 20_000; round++)
        {
            var bytes = new byte[random.Next(60)];
            for (int i = 0; i < bytes.Length; i++) bytes[i] = (byte)(random.Next(3) == 0 ? random.Next(256) : random.Next(8));
            _ = ClientSection.Read(bytes);
            _ = OriginSection.Read(bytes);
            _ = ClientSection.Field(bytes, random.Next(ClientSection.FieldCount));
            IReadOnlyList<KeyValuePair<string, string>> props = PropsSection.Read(bytes);
            Assert.True(props.Count <= bytes.Length, $"seed {Seed}, round {round}: {props.Count} properties of {bytes.Length} bytes");
            PropsSection.TryFind(bytes, "a"u8, out ReadOnlySpan<byte> value);
            Assert.True(value.Length <= bytes.Length, $"seed {Seed}, round {round}");
            if (ClientSection.IsValid(bytes)) Assert.True(bytes.Length >= ClientSection.FieldCount, $"seed {Seed}, round {round}");
        }
    }

    private static byte[] Damaged(byte[] sound, Random random)
    {
        byte[] bytes = [.. sound];
        for (int changes = random.Next(1, 4); changes > 0; changes--)
        {
            int at = random.Next(bytes.Length);
            switch (random.Next(4))
            {
                case 0:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    byte[] claim = Claims[random.Next(Claims.Length)];
                    claim.AsSpan(0, Math.Min(claim.Length, bytes.Length - at)).CopyTo(bytes.AsSpan(at));
                    break;
                case 2:
                    bytes[at] = (byte)random.Next(256);
                    break;
                default:
                    bytes = bytes[..Math.Max(1, at)];
                    break;
            }
        }

        return bytes;
    }
}
