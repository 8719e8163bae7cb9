using System.Buffers.Binary;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using GaOrleans.Benchmarks.Service;

namespace GaOrleans.Benchmarks.Portal;

/// <summary>Memory of a service after a full collection, in bytes.</summary>
/// <param name="Resident">Of the process, what its heap keeps in reserve included.</param>
/// <param name="Managed">The managed heap.</param>
internal readonly record struct ServiceMemory(long Resident, long Managed)
{
    private const byte EventPipe = 2, CollectTracing = 3, Succeeded = 0;

    // A session with this keyword makes the runtime collect everything.
    private const long CollectHeap = 0x800000;
    private const int Rounds = 3;

    /// <summary>Collects, waits and looks, some times, so that what is released late is gone too.</summary>
    public static async Task<ServiceMemory> AfterCollectionAsync(ServiceProcess service)
    {
        for (int round = 0; round < Rounds; round++)
        {
            await CollectAsync(service.ProcessId);
            await Task.Delay(TimeSpan.FromSeconds(1));
        }

        string metrics = await service.Client.GetStringAsync("metrics");
        string heap = metrics.Split('\n').First(line => line.StartsWith("dotnet_gc_heap_bytes ", StringComparison.Ordinal));
        return new ServiceMemory(service.MemoryBytes, (long)double.Parse(heap.Split(' ')[1], CultureInfo.InvariantCulture));
    }

    // The diagnostics port of every .NET process: a session is begun, what it says is not read, and closing the connection ends it.
    private static async Task CollectAsync(int processId)
    {
        string path = Directory.GetFiles(Path.GetTempPath(), string.Create(CultureInfo.InvariantCulture, $"dotnet-diagnostic-{processId}-*-socket")).Single();
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(path));
        await socket.SendAsync(Request());
        byte[] answer = new byte[20];
        await socket.ReceiveAsync(answer);
        if (answer[17] != Succeeded) throw new InvalidOperationException("cannot make the service collect its garbage: its diagnostics port refuses");
        await Task.Delay(TimeSpan.FromSeconds(2));
    }

    private static byte[] Request()
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write("DOTNET_IPC_V1\0"u8);
        writer.Write((short)0);
        writer.Write([EventPipe, CollectTracing, 0, 0]);
        // Megabytes of buffer, format, no rundown, one provider.
        writer.Write(1);
        writer.Write(1);
        writer.Write(false);
        writer.Write(1);
        writer.Write(CollectHeap);
        writer.Write(4);
        const string Provider = "Microsoft-Windows-DotNETRuntime\0";
        writer.Write(Provider.Length);
        writer.Write(Encoding.Unicode.GetBytes(Provider));
        writer.Write(0);
        byte[] request = stream.ToArray();
        BinaryPrimitives.WriteInt16LittleEndian(request.AsSpan(14), (short)request.Length);
        return request;
    }
}
