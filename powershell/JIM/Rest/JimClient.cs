using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Jim.Rest;

/// <summary>One request to the REST API; <paramref name="Route"/> is below <c>/api/v1</c> and already escaped.</summary>
internal sealed record JimRequest(HttpMethod Method, string Route, JsonNode? Body = null)
{
    /// <summary>The tag of the answer that is known already, quoted, or null.</summary>
    public string? KnownTag { get; init; }

    /// <summary>How long the server may hold the answer until something changes; zero for at once.</summary>
    public TimeSpan Hold { get; init; }
}

/// <summary>A successful answer, or 304.</summary>
internal sealed record JimAnswer(int Status, JsonElement? Body, string? Tag, bool Held);

/// <summary>
/// A thin client of the REST API: one method for all requests. Certificates are verified, redirects are not
/// followed, and only 429 is repeated, after the time that the server asks for. Thread-safe.
/// </summary>
internal sealed class JimClient : IDisposable
{
    internal const int MostTries = 10;
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(2);

    private readonly HttpClient http;
    private readonly TimeSpan timeout;
    private readonly TimeProvider time;

    public JimClient(Uri url, string? apiKey, TimeSpan timeout, X509Certificate2Collection? authorities = null,
                     TimeProvider? time = null)
    {
        Url = url;
        this.timeout = timeout;
        this.time = time ?? TimeProvider.System;
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = timeout,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        };
        if (authorities is not null)
            handler.SslOptions = TrustOnly(authorities);
        http = new HttpClient(handler) { BaseAddress = new Uri(url, "api/v1/"), Timeout = Timeout.InfiniteTimeSpan };
        if (!string.IsNullOrEmpty(apiKey))
            http.DefaultRequestHeaders.Add("X-API-Key", apiKey);
        http.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        http.DefaultRequestHeaders.UserAgent.ParseAdd("JIM-PowerShell/" + typeof(JimClient).Assembly.GetName().Version);
    }

    public Uri Url { get; }

    /// <summary>
    /// Sends and waits for the answer. <paramref name="pausing"/> is told, on this thread, how long the server
    /// wants to be left alone before the request is sent again.
    /// </summary>
    /// <exception cref="JimException">Anything but a 2xx or 304 answer.</exception>
    public JimAnswer Send(JimRequest request, CancellationToken stopping, Action<TimeSpan>? pausing = null)
    {
        for (var attempt = 1; ; ++attempt)
        {
            var (answer, pause) = TryAsync(request, attempt, stopping).GetAwaiter().GetResult();
            if (answer is not null)
                return answer;
            pausing?.Invoke(pause);
            Task.Delay(pause, time, stopping).GetAwaiter().GetResult();
        }
    }

    /// <inheritdoc cref="Send"/>
    public async Task<JimAnswer> SendAsync(JimRequest request, CancellationToken stopping)
    {
        for (var attempt = 1; ; ++attempt)
        {
            var (answer, pause) = await TryAsync(request, attempt, stopping).ConfigureAwait(false);
            if (answer is not null)
                return answer;
            await Task.Delay(pause, time, stopping).ConfigureAwait(false);
        }
    }

    public void Dispose() => http.Dispose();

    /// <summary>The answer, or how long to wait before the next try.</summary>
    private async Task<(JimAnswer? Answer, TimeSpan Pause)> TryAsync(JimRequest request, int attempt, CancellationToken stopping)
    {
        using var answer = await ExchangeAsync(request, stopping).ConfigureAwait(false);
        if (answer.StatusCode == HttpStatusCode.TooManyRequests && attempt < MostTries)
            return (null, PauseOf(answer));
        return (await ReadAsync(request, answer, stopping).ConfigureAwait(false), TimeSpan.Zero);
    }

    private async Task<HttpResponseMessage> ExchangeAsync(JimRequest request, CancellationToken stopping)
    {
        using var message = MessageOf(request);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        limit.CancelAfter(timeout + request.Hold);
        try
        {
            return await http.SendAsync(message, HttpCompletionOption.ResponseContentRead, limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            throw JimException.Outage($"JIM at {Url} did not answer within {timeout.TotalSeconds:0} seconds. " +
                                      "Look whether the service is running, or give it more time: Connect-JIM -TimeoutSeconds.");
        }
        catch (HttpRequestException error)
        {
            throw JimException.Outage(ReasonOf(error), error);
        }
    }

    private string ReasonOf(HttpRequestException error) =>
        error.InnerException is System.Security.Authentication.AuthenticationException
            ? $"The certificate of JIM at {Url} is not trusted: {error.InnerException.Message} " +
              "If an authority of your own has signed it, name its file: Connect-JIM -CaCertificate."
            : $"JIM at {Url} cannot be reached: {error.Message.TrimEnd('.')}. Look whether the service is running and the address is right.";

    private static HttpRequestMessage MessageOf(JimRequest request)
    {
        var message = new HttpRequestMessage(request.Method, request.Route.TrimStart('/'));
        // The interface expects both headers on every request, an empty body included.
        message.Content = new StringContent(request.Body?.ToJsonString() ?? "", Encoding.UTF8);
        message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        if (request.KnownTag is not null)
            message.Headers.TryAddWithoutValidation("If-None-Match", request.KnownTag);
        if (request.Hold > TimeSpan.Zero)
            message.Headers.TryAddWithoutValidation("Prefer", $"wait={request.Hold.TotalSeconds:0}");
        return message;
    }

    private static async Task<JimAnswer> ReadAsync(JimRequest request, HttpResponseMessage answer, CancellationToken stopping)
    {
        var status = (int)answer.StatusCode;
        var bytes = await answer.Content.ReadAsByteArrayAsync(stopping).ConfigureAwait(false);
        var name = $"{request.Method} /api/v1{request.Route}";
        if (status is >= 300 and < 400 and not 304)
            throw new JimException($"{name}: the server refers to {answer.Headers.Location}. Connect to that address instead.")
            {
                Code = "REDIRECT",
                Status = status,
            };
        var body = Parse(bytes, status, name);
        if (status is >= 400 or < 200)
            throw JimException.FromAnswer(status, body, name);
        var held = answer.Headers.TryGetValues("Preference-Applied", out var applied) &&
                   applied.Any(one => one.StartsWith("wait", StringComparison.OrdinalIgnoreCase));
        return new JimAnswer(status, body, answer.Headers.ETag?.ToString(), held);
    }

    private static JsonElement? Parse(byte[] bytes, int status, string name)
    {
        if (bytes.Length == 0)
            return null;
        try
        {
            using var document = JsonDocument.Parse(bytes);
            return document.RootElement.Clone();
        }
        catch (JsonException error)
        {
            if (status >= 400)
                return null;
            throw new JimException($"{name}: the answer is no JSON. Is this the address of a JIM server?", error) { Code = "NO_JSON" };
        }
    }

    private static TimeSpan PauseOf(HttpResponseMessage answer)
    {
        var pause = answer.Headers.RetryAfter?.Delta ?? TimeSpan.FromSeconds(1);
        return pause > LongestPause ? LongestPause : pause;
    }

    private static SslClientAuthenticationOptions TrustOnly(X509Certificate2Collection authorities)
    {
        // An authority of one's own publishes no revocation lists as a rule.
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
        };
        policy.CustomTrustStore.AddRange(authorities);
        return new SslClientAuthenticationOptions { CertificateChainPolicy = policy };
    }
}
