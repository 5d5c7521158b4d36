using System.Management.Automation;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Jim.Rest;

namespace Jim.Connection;

/// <summary>Connects to a JIM server.</summary>
/// <remarks>
/// <para>Every other cmdlet uses the connection that was made last. It stays in the memory of this PowerShell session; the key is
/// written nowhere. Each runspace has connections of its own: connect inside the script block of ForEach-Object -Parallel. Certificates are always verified, against the authorities of the system or those of -CaCertificate.</para>
/// <para>Without -Url and -ApiKey the environment variables JIM_URL and JIM_API_KEY are used.</para>
/// </remarks>
/// <example>
/// <code>Connect-JIM -Url $env:JIM_URL -ApiKey $env:JIM_API_KEY</code>
/// <para>Connects to a server with a key.</para>
/// </example>
/// <example>
/// <code>Connect-JIM</code>
/// <para>Connects to the server that JIM_URL names, with the key of JIM_API_KEY, as scheduled scripts do.</para>
/// </example>
[Cmdlet(VerbsCommunications.Connect, "JIM")]
[OutputType("JIM.Connection")]
public sealed class ConnectJimCommand : JimCommand
{
    /// <summary>The address of the server, such as https://jim.example.org. Without it that of JIM_URL.</summary>
    [Parameter(Position = 0)]
    public string? Url { get; set; }

    /// <summary>The API key, as a secure string or as plain text. Without it that of JIM_API_KEY.</summary>
    [Parameter(Position = 1)]
    public object? ApiKey { get; set; }

    /// <summary>A file with the certificate, in PEM form, of the authority to trust for this connection and of no other.</summary>
    [Parameter]
    public string? CaCertificate { get; set; }

    /// <summary>How long the server may take to answer, in seconds.</summary>
    [Parameter, ValidateRange(1, 3600)]
    public int TimeoutSeconds { get; set; } = 60;

    /// <summary>Accepted for scripts that pass it: a new connection always takes the place of an older one to the same server.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Accepted for scripts that pass it: nothing of a connection is ever kept on disk.</summary>
    [Parameter]
    public SwitchParameter NoPersist { get; set; }

    private protected override void Execute()
    {
        try
        {
            var url = ServerAddress.Parse(Given(Url, "JIM_URL", "the address of the server", nameof(Url)));
            Open(url, Given(SecretText.Of(ApiKey, nameof(ApiKey)), "JIM_API_KEY", "a key", nameof(ApiKey)));
        }
        catch (JimException error)
        {
            Fail(error);
        }
        catch (Exception error) when (JimException.IsStrange(error))
        {
            Fail(JimException.Strange(error));
        }
    }

    private void Fail(JimException error) => ThrowTerminatingError(new ErrorRecord(error, error.Code, error.Category, Url));

    private static string Given(string? value, string variable, string what, string parameter)
    {
        var text = value ?? Environment.GetEnvironmentVariable(variable);
        return string.IsNullOrWhiteSpace(text)
            ? throw JimException.Invalid($"Give {what} with -{parameter}, or set the environment variable {variable}.")
            : text.Trim();
    }

    private void Open(Uri url, string key)
    {
        var client = new JimClient(url, key, TimeSpan.FromSeconds(TimeoutSeconds), Authorities());
        try
        {
            var version = client.Send(new JimRequest(HttpMethod.Get, "/health/version"), Stop).Body?.GetProperty("version").GetString();
            var user = client.Send(new JimRequest(HttpMethod.Get, "/userinfo"), Stop).Body!.Value;
            var session = new JimSession(client, version ?? "", user.GetProperty("name").GetString() ?? "");
            JimSessions.Here.Add(session);
            WriteObject(ConnectionObject.Of(session, user));
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    private X509Certificate2Collection? Authorities()
    {
        if (CaCertificate is null)
            return null;
        var path = GetUnresolvedProviderPathFromPSPath(CaCertificate);
        var certificates = new X509Certificate2Collection();
        try
        {
            certificates.ImportFromPemFile(path);
        }
        catch (Exception error) when (error is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw JimException.Invalid($"The certificate file '{path}' cannot be read: {error.Message}");
        }
        return certificates.Count > 0
            ? certificates
            : throw JimException.Invalid($"The file '{path}' has no certificate in PEM form.");
    }
}
