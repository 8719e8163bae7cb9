using System.Net;
using System.Net.Sockets;
using System.Text;

namespace GaOrleans.Engine.Tests.Notices;

/// <summary>A listener that takes posts and answers each as it is told, byte for byte.</summary>
internal sealed class HookListener : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Task _serving;

    public HookListener()
    {
        _listener.Start();
        _serving = ServeAsync();
    }

    /// <summary>Answers in order; the last one stays.</summary>
    public Queue<Func<NetworkStream, CancellationToken, Task>> Answers { get; } = new();

    /// <summary>Head and body of each request.</summary>
    public List<(string Head, string Body)> Requests { get; } = [];

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public string Url => $"http://127.0.0.1:{Port}/hook?x=1";

    public static Func<NetworkStream, CancellationToken, Task> Say(string head, string body = "") => async (stream, ct) =>
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {head}\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n{body}"), ct);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _serving;
        _end.Dispose();
    }

    private async Task ServeAsync()
    {
        while (!_end.IsCancellationRequested)
        {
            try
            {
                using TcpClient client = await _listener.AcceptTcpClientAsync(_end.Token);
                await AnswerAsync(client.GetStream());
            }
            catch (Exception e) when (e is OperationCanceledException or IOException or SocketException)
            {
                // The sender went away, or the test is over.
                if (_end.IsCancellationRequested) return;
            }
        }
    }

    private async Task AnswerAsync(NetworkStream stream)
    {
        var text = new StringBuilder();
        byte[] buffer = new byte[4096];
        int end;
        while ((end = text.ToString().IndexOf("\r\n\r\n", StringComparison.Ordinal)) < 0) text.Append(Encoding.UTF8.GetString(buffer, 0, await ReadAsync(stream, buffer)));
        string head = text.ToString(0, end);
        int length = int.Parse(head.Split("Content-Length: ")[1].Split('\r')[0]);
        while (Encoding.UTF8.GetByteCount(text.ToString(end + 4, text.Length - end - 4)) < length) text.Append(Encoding.UTF8.GetString(buffer, 0, await ReadAsync(stream, buffer)));
        lock (Requests) Requests.Add((head, text.ToString(end + 4, text.Length - end - 4)));
        await (Answers.Count > 1 ? Answers.Dequeue() : Answers.Peek())(stream, _end.Token);
    }

    private async Task<int> ReadAsync(NetworkStream stream, byte[] buffer)
    {
        int read = await stream.ReadAsync(buffer, _end.Token);
        return read > 0 ? read : throw new IOException("the sender went away");
    }
}
