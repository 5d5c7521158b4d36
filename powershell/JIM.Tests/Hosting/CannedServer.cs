using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Jim.Tests.Hosting;

/// <summary>A server that gives every request the same answer, over TLS when it has a certificate.</summary>
internal sealed class CannedServer : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly X509Certificate2? certificate;
    private readonly string answer;

    public CannedServer(string answer, X509Certificate2? certificate = null)
    {
        (this.answer, this.certificate) = (answer, certificate);
        listener.Start();
        _ = ServeAsync();
    }

    public Uri Url => new($"{(certificate is null ? "http" : "https")}://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/");

    public string Request { get; private set; } = "";

    /// <summary>A certificate for loopback that has signed itself.</summary>
    public static X509Certificate2 Authority(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }

    public void Dispose() => listener.Dispose();

    private async Task ServeAsync()
    {
        while (true)
        {
            try
            {
                using var client = await listener.AcceptTcpClientAsync().ConfigureAwait(false);
                await AnswerAsync(client.GetStream()).ConfigureAwait(false);
            }
            catch (Exception error) when (error is IOException or System.Security.Authentication.AuthenticationException)
            {
            }
            catch (Exception error) when (error is SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task AnswerAsync(Stream stream)
    {
        if (certificate is not null)
        {
            var tls = new SslStream(stream);
            await tls.AuthenticateAsServerAsync(certificate).ConfigureAwait(false);
            stream = tls;
        }
        var buffer = new byte[65536];
        var read = await stream.ReadAsync(buffer).ConfigureAwait(false);
        Request = Encoding.ASCII.GetString(buffer, 0, read);
        await stream.WriteAsync(Encoding.ASCII.GetBytes(answer)).ConfigureAwait(false);
    }
}
