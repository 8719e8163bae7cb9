using System.Globalization;
using System.Net.WebSockets;
using System.Text;
using System.Text.RegularExpressions;

namespace GaOrleans.Benchmarks.Portal;

/// <summary>
/// An open page as the server sees it: the page is fetched, its components are started over a WebSocket, and every drawing is acknowledged.
/// What is drawn is not drawn here, only searched for a text. One thread receives, and only it sends once the page is open.
/// </summary>
internal sealed partial class Circuit : IAsyncDisposable
{
    private static readonly TimeSpan PingEvery = TimeSpan.FromSeconds(10);

    private readonly ClientWebSocket _socket = new();
    private readonly SemaphoreSlim _sending = new(1);
    private readonly CancellationTokenSource _end = new();
    private readonly byte[] _wanted;
    private readonly TaskCompletionSource _interactive = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private byte[] _received = new byte[8192];
    private int _length;
    private string? _secret;
    private Task _running = Task.CompletedTask;
    private Task _pinging = Task.CompletedTask;

    private Circuit(string wanted) => _wanted = Encoding.UTF8.GetBytes(wanted);

    /// <summary>Drawings received.</summary>
    public int Drawings { get; private set; }

    /// <summary>Bytes of all drawings.</summary>
    public long DrawnBytes { get; private set; }

    /// <summary>Whether the text that was waited for has been drawn.</summary>
    public bool HasSeen { get; private set; }

    /// <summary>Why it broke; null while it lives.</summary>
    public string? Problem { get; private set; }

    /// <summary>Opens a page and returns when its script would have said that it can be used.</summary>
    /// <param name="login">Who opens it.</param>
    /// <param name="path">Path and query.</param>
    /// <param name="wanted">A text to look for in what is drawn.</param>
    public static async Task<Circuit> OpenAsync(PortalLogin login, string path, string wanted)
    {
        string page = await login.Client.GetStringAsync(path);
        var circuit = new Circuit(wanted);
        circuit._socket.Options.Cookies = login.Cookies;
        circuit._socket.Options.SetRequestHeader("Origin", login.Base.GetLeftPart(UriPartial.Authority));
        await circuit._socket.ConnectAsync(new Uri($"ws://{login.Base.Authority}/_blazor"), CancellationToken.None);
        await circuit._socket.SendAsync("{\"protocol\":\"blazorpack\",\"version\":1}\u001e"u8.ToArray(), WebSocketMessageType.Binary, endOfMessage: true, CancellationToken.None);
        circuit._running = circuit.RunAsync(Operations(page), StateOf(page));
        await circuit.SendAsync(PackWriter.Call("0", "StartCircuit", 4).Text(login.Base.AbsoluteUri).Text(new Uri(login.Base, path).AbsoluteUri).Text("[]").Text(StateOf(page)).End());
        circuit._pinging = circuit.PingAsync();
        await Task.WhenAny(circuit._interactive.Task, circuit._running).WaitAsync(TimeSpan.FromMinutes(1));
        return circuit.Problem is null ? circuit : throw new InvalidOperationException($"cannot open {path}: {circuit.Problem}");
    }

    /// <summary>Leaves the page as a browser does, which says so.</summary>
    public async Task LeaveAsync(PortalLogin login)
    {
        using var content = new MultipartFormDataContent { { new StringContent(_secret ?? ""), "circuitId" } };
        using HttpResponseMessage answer = await login.Client.PostAsync("_blazor/disconnect", content);
        answer.EnsureSuccessStatusCode();
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _running;
        await _pinging;
        _socket.Dispose();
        _sending.Dispose();
        _end.Dispose();
    }

    private static string Operations(string page)
    {
        IEnumerable<string> markers = Markers().Matches(page).Select(match => match.Groups["marker"].Value).Where(marker => marker.Contains("\"descriptor\"", StringComparison.Ordinal));
        IEnumerable<string> added = markers.Select((marker, i) => string.Create(CultureInfo.InvariantCulture, $$"""{"type":"add","ssrComponentId":{{i + 1}},"marker":{{marker}}}"""));
        return $$"""{"batchId":1,"operations":[{{string.Join(',', added)}}]}""";
    }

    private static string StateOf(string page) => State().Match(page).Groups["state"].Value;

    private async Task PingAsync()
    {
        try
        {
            using var timer = new PeriodicTimer(PingEvery);
            while (await timer.WaitForNextTickAsync(_end.Token)) await SendAsync(PackWriter.Ping());
        }
        catch (Exception exception) when (exception is OperationCanceledException or WebSocketException)
        {
            // Left, or broken: then receiving tells why.
        }
    }

    private async Task RunAsync(string operations, string state)
    {
        try
        {
            await ReceiveAsync();
            TakeHandshake();
            while (true)
            {
                foreach (ReadOnlyMemory<byte> answer in Handle(operations, state)) await SendAsync(answer);
                await ReceiveAsync();
            }
        }
        catch (OperationCanceledException) when (_end.IsCancellationRequested)
        {
            // Left.
        }
        catch (Exception exception) when (exception is WebSocketException or InvalidDataException or OperationCanceledException)
        {
            Problem ??= exception.Message;
        }
    }

    private async Task ReceiveAsync()
    {
        if (_length == _received.Length) Array.Resize(ref _received, _length * 2);
        ValueWebSocketReceiveResult result = await _socket.ReceiveAsync(_received.AsMemory(_length), _end.Token);
        if (result.MessageType == WebSocketMessageType.Close) throw new InvalidDataException($"the server closed the connection: {_socket.CloseStatusDescription}");
        _length += result.Count;
    }

    private void TakeHandshake()
    {
        int end = _received.AsSpan(0, _length).IndexOf((byte)0x1E);
        string said = Encoding.UTF8.GetString(_received, 0, Math.Max(end, 0));
        if (said != "{}") throw new InvalidDataException($"the server refused the protocol: {said}");
        Keep(_received.AsSpan(end + 1, _length - end - 1));
    }

    private void Keep(ReadOnlySpan<byte> rest)
    {
        rest.CopyTo(_received);
        _length = rest.Length;
    }

    // Answers to all messages that are there as a whole.
    private List<ReadOnlyMemory<byte>> Handle(string operations, string state)
    {
        var answers = new List<ReadOnlyMemory<byte>>();
        ReadOnlySpan<byte> rest = _received.AsSpan(0, _length);
        while (PackReader.TryTake(ref rest, out ReadOnlySpan<byte> message))
        {
            var reader = new PackReader(message);
            reader.List();
            switch (reader.Number())
            {
                case 1:
                    Called(ref reader, answers);
                    break;
                case 3:
                    Completed(ref reader);
                    answers.Add(PackWriter.Call(null, "UpdateRootComponents", 2).Text(operations).Text(state).End());
                    break;
                case 7:
                    throw new InvalidDataException($"the server ended the circuit: {reader.Text()}");
            }
        }

        Keep(rest);
        return answers;
    }

    private void Completed(ref PackReader reader)
    {
        reader.NoHeaders();
        reader.Text();
        if (reader.Number() != 3) throw new InvalidDataException("the server did not start the circuit");
        _secret = reader.Text() ?? throw new InvalidDataException("the server refused the circuit");
    }

    private void Called(ref PackReader reader, List<ReadOnlyMemory<byte>> answers)
    {
        reader.NoHeaders();
        reader.Text();
        string? method = reader.Text();
        reader.List();
        switch (method)
        {
            case "JS.RenderBatch":
                long number = reader.Number();
                Drawn(reader.Bytes());
                answers.Add(PackWriter.Call(null, "OnRenderCompleted", 2).Number(number).Text(null).End());
                break;
            case "JS.BeginInvokeJS":
                long call = reader.Number();
                if (reader.Text() == "ga.live") _interactive.TrySetResult();
                if (call != 0) answers.Add(PackWriter.Call(null, "EndInvokeJSFromDotNet", 3).Number(call).True().Text(string.Create(CultureInfo.InvariantCulture, $"[{call},true,null]")).End());
                break;
            case "JS.Error":
                throw new InvalidDataException($"the page failed: {reader.Text()}");
        }
    }

    private void Drawn(ReadOnlySpan<byte> drawing)
    {
        Drawings++;
        DrawnBytes += drawing.Length;
        HasSeen |= drawing.IndexOf(_wanted) >= 0;
    }

    private async Task SendAsync(ReadOnlyMemory<byte> message)
    {
        await _sending.WaitAsync(_end.Token);
        try
        {
            await _socket.SendAsync(message, WebSocketMessageType.Binary, endOfMessage: true, _end.Token);
        }
        finally
        {
            _sending.Release();
        }
    }

    [GeneratedRegex("<!--Blazor:(?<marker>\\{.*?\\})-->", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Markers();

    [GeneratedRegex("<!--Blazor-Server-Component-State:(?<state>[^-]*)-->", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex State();
}
