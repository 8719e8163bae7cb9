using System.Net;
using System.Net.Sockets;
using System.Text;

namespace GaOrleans.Server.Tests.Mailing;

/// <summary>A server for mail that takes one message a connection and keeps what it was told, or refuses at a command.</summary>
internal sealed class FakeSmtpServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Task _serving;

    public FakeSmtpServer()
    {
        _listener.Start();
        _serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Answers to commands by their first word, where another than the usual one is wanted; an empty one is none at all.</summary>
    public Dictionary<string, string> Answers { get; } = new(StringComparer.Ordinal);

    /// <summary>All commands, in order.</summary>
    public List<string> Commands { get; } = [];

    /// <summary>The lines of each message, its stuffed dots taken away.</summary>
    public List<string> Messages { get; } = [];

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
                await ConverseAsync(client.GetStream());
            }
            catch (Exception e) when (e is OperationCanceledException or IOException or SocketException)
            {
                // The client went away, or the test is over.
                if (_end.IsCancellationRequested) return;
            }
        }
    }

    private async Task ConverseAsync(NetworkStream stream)
    {
        using var reader = new StreamReader(stream, Encoding.UTF8, leaveOpen: true);
        await SayAsync(stream, "220 fake.example ESMTP");
        while (await reader.ReadLineAsync(_end.Token) is { } command)
        {
            Commands.Add(command);
            string verb = command.Split(' ', ':')[0].ToUpperInvariant();
            string answer = Answers.GetValueOrDefault(verb) ?? verb switch
            {
                "EHLO" => "250-fake.example\r\n250-AUTH LOGIN\r\n250 8BITMIME",
                "DATA" => "354 go on",
                "QUIT" => "221 bye",
                _ => "250 ok",
            };
            if (answer.Length > 0) await SayAsync(stream, answer);
            if (verb == "QUIT") return;
            if (verb == "DATA" && answer.StartsWith("354", StringComparison.Ordinal))
            {
                Messages.Add(await ReadMessageAsync(reader));
                await SayAsync(stream, Answers.GetValueOrDefault("") ?? "250 taken");
            }
        }
    }

    private async Task<string> ReadMessageAsync(StreamReader reader)
    {
        var message = new StringBuilder();
        while (await reader.ReadLineAsync(_end.Token) is { } line && line != ".") message.Append(line.StartsWith('.') ? line[1..] : line).Append('\n');
        return message.ToString();
    }

    private async Task SayAsync(NetworkStream stream, string line) => await stream.WriteAsync(Encoding.ASCII.GetBytes(line + "\r\n"), _end.Token);
}
