using GaOrleans.Core.Hits;
using GaOrleans.Embedded.Files;
using GaOrleans.Embedded.Log;
using GaOrleans.Embedded.Storage;
using GaOrleans.Engine.Log;
using Microsoft.Extensions.Logging.Abstractions;

namespace GaOrleans.Embedded.Tests.Log;

/// <summary>Stored bytes of the log that are not what was written: every change is noticed, nothing wrong is ever read, nothing throws, memory stays bounded.</summary>
public sealed class LogFuzzTests : IDisposable
{
    private const int Seed = 1337;
    private const int Frames = 6;
    private static readonly LogOptions Options = new() { SegmentBytes = 8192, BatchBytes = 4096, RetryMs = 1, RetryAtMostMs = 5 };

    private readonly TempFolder _folder = new(inMemory: true);

    public void Dispose() => _folder.Dispose();

    // A bit of the newest record may look like a torn write when nobody knows that the log has reached further; here the checkpoint knows.
    [Fact]
    public async Task AnyFlippedBit_IsNoticed_AndOnlySoundFramesAreRead()
    {
        (string segment, long end) = await WriteAsync();
        byte[] sound = await File.ReadAllBytesAsync(segment);
        int checkedHeader = 4 + 2 + (6 * 8) + 4;
        var random = new Random(Seed);
        for (int round = 0; round < 400; round++)
        {
            int at = random.Next(8) == 0 ? random.Next(checkedHeader) : SegmentHeader.PageBytes + random.Next((int)end - SegmentHeader.PageBytes), bit = random.Next(8);
            byte[] damaged = [.. sound];
            damaged[at] ^= (byte)(1 << bit);
            (List<LoggedFrame> read, int damage, long next) = await ReadAsync(segment, damaged);
            Assert.True(damage > 0, $"seed {Seed}, round {round}: bit {bit} of byte {at} was flipped and nothing noticed");
            Assert.True(next >= Frames, $"seed {Seed}, round {round}: offsets of stored hits would be given again");
            Assert.All(read, frame => Assert.True(frame.Frame.IsEmpty || frame.Frame.Span.SequenceEqual(Frame((int)frame.First.Offset)), $"seed {Seed}, round {round}: a wrong frame was read"));
        }
    }

    [Fact]
    public async Task Garbage_IsReadAsNothing_WhateverLengthsItClaims()
    {
        (string segment, long end) = await WriteAsync();
        byte[] sound = await File.ReadAllBytesAsync(segment);
        var random = new Random(Seed);
        long before = GC.GetTotalAllocatedBytes(precise: true);
        for (int round = 0; round < 150; round++)
        {
            byte[] damaged = [.. sound];
            int from = random.Next(2) == 0 ? 0 : SegmentHeader.PageBytes + random.Next((int)end - SegmentHeader.PageBytes), length = Math.Min(random.Next(1, 4096), damaged.Length - from);
            random.NextBytes(damaged.AsSpan(from, length));
            // A record of 2 GB less a byte, of as many hits as there can be.
            if (random.Next(2) == 0) new byte[] { 0xFF, 0xFF, 0xFF, 0x7F }.CopyTo(damaged, Math.Min(from, damaged.Length - 4));
            if (random.Next(4) == 0) damaged = damaged[..random.Next(damaged.Length)];
            (List<LoggedFrame> read, _, _) = await ReadAsync(segment, damaged);
            Assert.All(read, frame => Assert.True(frame.Frame.IsEmpty || frame.Frame.Span.SequenceEqual(Frame((int)frame.First.Offset)), $"seed {Seed}, round {round}: a wrong frame was read"));
        }

        long allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
        Assert.True(allocated < 150 * 8L * 1024 * 1024, $"{allocated} bytes were allocated for 150 files of {sound.Length} bytes");
    }

    [Fact]
    public void Headers_OfAnyBytes_NeverThrow()
    {
        var random = new Random(Seed);
        var page = new byte[SegmentHeader.PageBytes];
        for (int round = 0; round < 20_000; round++)
        {
            Span<byte> bytes = page.AsSpan(0, random.Next(100));
            random.NextBytes(bytes);
            Assert.False(SegmentHeader.TryRead(bytes, out _));
            if (bytes.Length >= RecordHeader.Bytes && RecordHeader.TryPeek(bytes, out RecordHeader record)) Assert.True(record.Length > 0 && record.Offset >= 0 && record.Hits > 0);
        }

        new SegmentHeader(7, 99, 3, 6, 98, 5000).Write(page);
        Assert.True(SegmentHeader.TryRead(page, out SegmentHeader header));
        Assert.Equal(new SegmentHeader(7, 99, 3, 6, 98, 5000), header);
        for (int bit = 0; bit < (4 + 2 + (6 * 8) + 4) * 8; bit++)
        {
            page[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(SegmentHeader.TryRead(page, out _), $"bit {bit} was flipped and the header accepted");
            page[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }

    [Fact]
    public void Watermarks_ComeBack_AndAnyBytesAreReadOrRefused()
    {
        var random = new Random(Seed);
        LogPosition[] watermarks = [new(0, 0), new(3, long.MaxValue), new(int.MaxValue, 77)];
        Assert.Equal(watermarks, WatermarkCodec.Read(WatermarkCodec.Write(watermarks)));
        for (int round = 0; round < 20_000; round++)
        {
            var bytes = new byte[random.Next(40)];
            random.NextBytes(bytes);
            if (WatermarkCodec.Read(bytes) is { } read) Assert.True(read.Length <= bytes.Length / 2);
        }
    }

    private static byte[] Frame(int number)
    {
        var bytes = new byte[200 + (number * 13)];
        new Random(number).NextBytes(bytes);
        return bytes;
    }

    private async Task<(string Segment, long EndBytes)> WriteAsync()
    {
        await using (SegmentedLog log = SegmentedLog.Open(new DiskFileSystem(), _folder["log"], Options, TimeProvider.System, NullLogger.Instance))
        {
            log.Start();
            for (int i = 0; i < Frames; i++) await log.AppendAsync(Frame(i), 1, CancellationToken.None);
        }

        string segment = Directory.GetFiles(_folder["log"], "segment-*.log").Order(StringComparer.Ordinal).Last();
        return (segment, SegmentHeader.PageBytes + Enumerable.Range(0, Frames).Sum(i => (long)Frame(i).Length + RecordHeader.Bytes));
    }

    private async Task<(List<LoggedFrame> Read, int Damage, long Next)> ReadAsync(string segment, byte[] bytes)
    {
        string folder = _folder["damaged"];
        Directory.CreateDirectory(folder);
        await File.WriteAllBytesAsync(Path.Combine(folder, Path.GetFileName(segment)), bytes);
        var read = new List<LoggedFrame>();
        (int, long) state;
        await using (SegmentedLog log = SegmentedLog.Open(new DiskFileSystem(), folder, Options, TimeProvider.System, NullLogger.Instance, Frames))
        {
            await foreach (LoggedFrame frame in log.ReadAsync(default, CancellationToken.None)) read.Add(frame with { Frame = frame.Frame.ToArray() });
            state = (log.Damage.Count, log.NextOffset(0));
        }

        Directory.Delete(folder, recursive: true);
        return (read, state.Item1, state.Item2);
    }
}
