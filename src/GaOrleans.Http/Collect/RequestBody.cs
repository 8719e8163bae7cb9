using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;

namespace GaOrleans.Http.Collect;

/// <summary>Reads the body of a request, inflating it where it is gzip, and stops at a limit, so that no body can make the process grow.</summary>
internal static class RequestBody
{
    /// <summary>Reads the whole body.</summary>
    /// <param name="http">The request.</param>
    /// <param name="into">Where to; what it held is forgotten.</param>
    /// <param name="limitBytes">Largest body after inflating.</param>
    public static ValueTask<BodyStatus> ReadAsync(HttpContext http, GrowingBuffer into, int limitBytes)
    {
        into.Clear();
        if (http.Request.ContentLength > limitBytes) return ValueTask.FromResult(BodyStatus.TooLarge);
        string? encoding = http.Request.Headers.ContentEncoding;
        if (string.IsNullOrEmpty(encoding) || encoding.Equals("identity", StringComparison.OrdinalIgnoreCase))
        {
            // The body of a small request arrives with its headers.
            PipeReader reader = http.Request.BodyReader;
            try
            {
                if (reader.TryRead(out ReadResult first) && first.IsCompleted) return ValueTask.FromResult(Take(reader, first.Buffer, into, limitBytes));
                if (!first.Buffer.IsEmpty || first.IsCompleted || first.IsCanceled) reader.AdvanceTo(first.Buffer.Start);
            }
            catch (Exception e) when (IsClientFault(e))
            {
                // Chunks that cannot be read show as soon as they are looked at.
                return ValueTask.FromResult(BodyStatus.Aborted);
            }

            return PlainAsync(http, into, limitBytes);
        }

        return encoding.Equals("gzip", StringComparison.OrdinalIgnoreCase) || encoding.Equals("x-gzip", StringComparison.OrdinalIgnoreCase)
            ? GzipAsync(http, into, limitBytes)
            : ValueTask.FromResult(BodyStatus.UnknownEncoding);
    }

    private static BodyStatus Take(PipeReader reader, in ReadOnlySequence<byte> bytes, GrowingBuffer into, int limitBytes)
    {
        bool fits = into.Length + bytes.Length <= limitBytes;
        if (fits) into.Append(bytes);
        reader.AdvanceTo(bytes.End);
        return fits ? BodyStatus.Complete : BodyStatus.TooLarge;
    }

    private static async ValueTask<BodyStatus> PlainAsync(HttpContext http, GrowingBuffer into, int limitBytes)
    {
        PipeReader reader = http.Request.BodyReader;
        try
        {
            while (true)
            {
                ReadResult result = await reader.ReadAsync(http.RequestAborted);
                if (Take(reader, result.Buffer, into, limitBytes) == BodyStatus.TooLarge) return BodyStatus.TooLarge;
                if (result.IsCompleted) return BodyStatus.Complete;
            }
        }
        catch (Exception e) when (IsClientFault(e))
        {
            return BodyStatus.Aborted;
        }
    }

    private static async ValueTask<BodyStatus> GzipAsync(HttpContext http, GrowingBuffer into, int limitBytes)
    {
        BodyStatus status = await PlainAsync(http, into, limitBytes);
        if (status != BodyStatus.Complete) return status;
        int size = into.Length;
        byte[] packed = ArrayPool<byte>.Shared.Rent(size);
        into.Span.CopyTo(packed);
        into.Clear();
        try
        {
            return Inflate(packed, size, into, limitBytes);
        }
        catch (InvalidDataException)
        {
            return BodyStatus.NotGzip;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(packed);
        }
    }

    // The stream takes a body that is cut off for a short one, so its length is compared with what the trailer says. One member, as clients send it.
    private static BodyStatus Inflate(byte[] packed, int size, GrowingBuffer into, int limitBytes)
    {
        const int StepBytes = 16 * 1024, LeastBytes = 18, TrailerBytes = sizeof(uint);
        if (size < LeastBytes) return BodyStatus.NotGzip;
        using var source = new MemoryStream(packed, 0, size, writable: false);
        using var inflated = new GZipStream(source, CompressionMode.Decompress);
        while (into.Length <= limitBytes)
        {
            // One byte beyond the limit tells a body of exactly the limit from a larger one.
            int room = Math.Min(StepBytes, limitBytes + 1 - into.Length);
            int read = inflated.Read(into.Reserve(room)[..room]);
            if (read > 0)
            {
                into.Advance(read);
                continue;
            }

            uint told = BinaryPrimitives.ReadUInt32LittleEndian(packed.AsSpan(size - TrailerBytes));
            return told == (uint)into.Length ? BodyStatus.Complete : BodyStatus.NotGzip;
        }

        return BodyStatus.TooLarge;
    }

    // The connection is gone, the client was too slow, or it broke the framing of HTTP.
    private static bool IsClientFault(Exception e) => e is BadHttpRequestException or ConnectionResetException or OperationCanceledException or IOException;
}
