using System.Globalization;
using System.Text;
using GaOrleans.Core.Encoding;
using GaOrleans.Core.Hits;
using GaOrleans.Engine.Log;
using GaOrleans.TestKit.Hits;

namespace GaOrleans.TestKit.Contracts;

/// <summary>A made-up log for tests of archives: requests of one to some hits, of few large and many small sites.</summary>
public static class ArchiveContractFrames
{
    /// <summary>An instant shortly before the end of an hour, so that batches have hits of two: 2026-11-20T22:59:50Z in milliseconds.</summary>
    public const long StartMs = 1_795_215_590_000;

    /// <summary>The same frames for the same arguments, with hits from an offset on.</summary>
    public static List<LoggedFrame> Make(int frames, long from = 0, int seed = 1, int partition = 0)
    {
        var random = new Random(seed);
        var made = new List<LoggedFrame>();
        long offset = from;
        for (int i = 0; i < frames; i++)
        {
            var hits = new List<(Hit, string)>();
            int count = random.Next(4) == 0 ? 1 + random.Next(5) : 1;
            for (int h = 0; h < count; h++) hits.Add(HitOf(random, offset + h, StartMs + (i * 100L)));
            made.Add(new LoggedFrame(new LogPosition(partition, offset), count, Frame("""{"wire":"plausible","user_agent":"Mozilla/5.0","address":"203.0.113.0"}""", hits)));
            offset += count;
        }

        return made;
    }

    /// <summary>A frame of hits next to what was sent for them; an empty text repeats the one before.</summary>
    public static byte[] Frame(string envelope, IReadOnlyList<(Hit Hit, string Raw)> hits)
    {
        byte[][] parts = [.. hits.SelectMany(hit => new[] { HitBytes.Of(hit.Hit), Encoding.UTF8.GetBytes(hit.Raw) })];
        byte[] start = Encoding.UTF8.GetBytes(envelope);
        var buffer = new byte[HitFrame.HeaderBytes + start.Length + parts.Sum(part => part.Length + 5)];
        var to = new ByteWriter(buffer);
        HitFrame.WriteHeader(ref to, hits.Count, start);
        foreach (byte[] part in parts) to.Blob(part);
        return buffer[..to.Length];
    }

    /// <summary>The frames one by one, in memory that is used again for the next, as a log does it.</summary>
    public static async IAsyncEnumerable<LoggedFrame> Deliver(IEnumerable<LoggedFrame> frames)
    {
        byte[] memory = [];
        foreach (LoggedFrame frame in frames)
        {
            await Task.Yield();
            if (memory.Length < frame.Frame.Length) memory = new byte[frame.Frame.Length];
            memory.AsSpan().Fill(0xEE);
            frame.Frame.CopyTo(memory);
            yield return frame with { Frame = memory.AsMemory(0, frame.Frame.Length) };
        }
    }

    private static (Hit Hit, string Raw) HitOf(Random random, long offset, long timeMs)
    {
        int site = random.Next(3) == 0 ? 1 + random.Next(20) : 100;
        string page = string.Create(CultureInfo.InvariantCulture, $"/products/{random.Next(500)}/größe");
        var hit = new Hit
        {
            Site = site,
            Hour = timeMs / 1000 / 3600 * 3600,
            TimeMs = timeMs,
            ReceivedMs = timeMs + random.Next(2000),
            Visitor = (ulong)random.NextInt64(),
            EventId = (ulong)offset + 1,
            Drop = random.Next(50) == 0 ? DropReason.Bot : DropReason.None,
            ParserVersion = 1,
            Page = page,
            Hostname = "shop.example",
            Client = new ClientInfo("DE", "DE-BY", "München", "Desktop", "Chrome", "118.0", "Windows", "10.0"),
            Origin = new OriginInfo("Google", "google.com", "Organic Search"),
            Props = random.Next(3) == 0 ? [new("plan", "pro"), new("tier", "2")] : [],
            Revenue = random.Next(20) == 0 ? new Revenue(129_900, "EUR") : null,
            EngagementMs = random.Next(5) == 0 ? 1234 : null,
        };
        return (hit, string.Create(CultureInfo.InvariantCulture, $$"""{"n":"pageview","d":"shop.example","u":"https://shop.example{{page}}","id":"{{offset}}"}"""));
    }
}
