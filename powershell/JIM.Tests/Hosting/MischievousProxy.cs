using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Jim.Tests.Hosting;

/// <summary>What a proxy does with one exchange.</summary>
public enum Mischief
{
    /// <summary>Passes it on.</summary>
    None,

    /// <summary>Takes the request and ends the connection without an answer.</summary>
    CutAfterRequest,

    /// <summary>Passes the request on and ends the connection inside the answer.</summary>
    CutInsideAnswer,

    /// <summary>Takes the request and answers that the server behind it is away.</summary>
    BadGateway,

    /// <summary>Takes the request and never answers.</summary>
    Silence,

    /// <summary>Answers that there are too many requests, and to come again in a second.</summary>
    TooManyRequests,
}

/// <summary>A proxy between client and server that does mischief when it is told to. Each connection carries one request.</summary>
public sealed class MischievousProxy : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly Uri server;
    private readonly Func<int, string, Mischief> plan;
    private readonly CancellationTokenSource stopping = new();
    private int requests;

    /// <param name="url">The server behind the proxy.</param>
    /// <param name="plan">What happens to the n-th request, from 1, with this first line.</param>
    public MischievousProxy(string url, Func<int, string, Mischief> plan)
    {
        server = new Uri(url);
        this.plan = plan;
        listener.Start();
        _ = AcceptAsync();
    }

    public string Url => $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";

    public int Requests => requests;

    public void Dispose()
    {
        stopping.Cancel();
        listener.Dispose();
        stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = ServeAsync(await listener.AcceptTcpClientAsync(stopping.Token).ConfigureAwait(false));
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                await ExchangeAsync(client.GetStream()).ConfigureAwait(false);
            }
            catch (Exception error) when (error is IOException or SocketException or OperationCanceledException)
            {
            }
        }
    }

    private async Task ExchangeAsync(NetworkStream client)
    {
        var request = await ReadRequestAsync(client).ConfigureAwait(false);
        if (request.Length == 0)
            return;
        var mischief = plan(Interlocked.Increment(ref requests), request[..request.IndexOf('\r', StringComparison.Ordinal)]);
        if (mischief == Mischief.CutAfterRequest)
            return;
        if (mischief == Mischief.Silence)
            await Task.Delay(Timeout.Infinite, stopping.Token).ConfigureAwait(false);
        if (mischief is Mischief.BadGateway or Mischief.TooManyRequests)
        {
            var status = mischief == Mischief.BadGateway ? "502 Bad Gateway" : "429 Too Many Requests\r\nRetry-After: 1";
            await client.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"), stopping.Token).ConfigureAwait(false);
            return;
        }
        using var behind = new TcpClient();
        await behind.ConnectAsync(server.Host, server.Port, stopping.Token).ConfigureAwait(false);
        await behind.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request), stopping.Token).ConfigureAwait(false);
        await AnswerAsync(behind.GetStream(), client, mischief).ConfigureAwait(false);
    }

    /// <summary>A request with its body; without keeping the connection, so that each has one of its own.</summary>
    private async Task<string> ReadRequestAsync(NetworkStream client)
    {
        var text = "";
        var buffer = new byte[65536];
        while (true)
        {
            var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (end >= 0 && text.Length >= end + 4 + LengthOf(text))
                return text.Insert(text.IndexOf("\r\n", StringComparison.Ordinal), "\r\nConnection: close");
            var read = await client.ReadAsync(buffer, stopping.Token).ConfigureAwait(false);
            if (read == 0)
                return "";
            text += Encoding.ASCII.GetString(buffer, 0, read);
        }
    }

    private static int LengthOf(string request)
    {
        const string Name = "Content-Length: ";
        var at = request.IndexOf(Name, StringComparison.OrdinalIgnoreCase);
        return at < 0 ? 0 : int.Parse(request[(at + Name.Length)..request.IndexOf('\r', at)], System.Globalization.CultureInfo.InvariantCulture);
    }

    private async Task AnswerAsync(NetworkStream behind, NetworkStream client, Mischief mischief)
    {
        var buffer = new byte[65536];
        while (true)
        {
            var read = await behind.ReadAsync(buffer, stopping.Token).ConfigureAwait(false);
            if (read == 0)
                return;
            await client.WriteAsync(buffer.AsMemory(0, mischief == Mischief.CutInsideAnswer ? Math.Min(read, 40) : read), stopping.Token).ConfigureAwait(false);
            if (mischief == Mischief.CutInsideAnswer)
                return;
        }
    }
}
