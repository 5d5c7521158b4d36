using System.Security.Cryptography.X509Certificates;
using Jim.Progress;
using Jim.Rest;
using Jim.Tests.Hosting;

namespace Jim.Tests;

/// <summary>The client of the REST API against what servers and networks do.</summary>
public sealed class ClientTests
{
    [Fact]
    public void An_outage_longer_than_the_patience_ends_the_following()
    {
        var time = new JumpingTime();
        using var client = new JimClient(new Uri("http://127.0.0.1:9/"), "key", TimeSpan.FromSeconds(5));
        var said = new List<string>();

        var result = Assert.Single(new Follower(client, new ProgressLines(said.Add, 1), new FollowOptions(), time).Follow([Guid.NewGuid()], CancellationToken.None));

        Assert.True(result.Error is { IsOutage: true });
        // How far time jumps while a connection is being refused depends on the machine.
        Assert.True(time.Passed >= new FollowOptions().Patience);
        Assert.InRange(said.Count, 0, 1);
    }

    [Fact]
    public void Too_many_requests_are_sent_again_and_not_for_ever()
    {
        using var server = new JimServer();
        using var always = new MischievousProxy(server.Url, (_, _) => Mischief.TooManyRequests);
        using var client = new JimClient(new Uri(always.Url), "key", TimeSpan.FromSeconds(5), time: new JumpingTime());

        var pauses = new List<TimeSpan>();
        var error = Assert.Throws<JimException>(() => client.Send(new JimRequest(HttpMethod.Get, "/health"), CancellationToken.None, pauses.Add));

        Assert.Equal(429, error.Status);
        Assert.Equal(JimClient.MostTries, always.Requests);
        Assert.Equal(Enumerable.Repeat(TimeSpan.FromSeconds(1), JimClient.MostTries - 1), pauses);
    }

    [Theory]
    [InlineData("HTTP/1.1 302 Found\r\nLocation: https://elsewhere.example/\r\nContent-Length: 0\r\n\r\n", "REDIRECT")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n<html>", "NO_JSON")]
    [InlineData("HTTP/1.1 500 Oh no\r\nContent-Length: 6\r\n\r\n<html>", "HTTP_500")]
    [InlineData("HTTP/1.1 503 Away\r\nContent-Length: 0\r\n\r\n", "HTTP_503")]
    [InlineData("nonsense", "NO_ANSWER")]
    public void Answers_that_are_none_are_explained(string answer, string code)
    {
        using var server = new CannedServer(answer);
        using var client = new JimClient(server.Url, "key", TimeSpan.FromSeconds(5));

        var error = Assert.Throws<JimException>(() => client.Send(new JimRequest(HttpMethod.Get, "/health"), CancellationToken.None));

        Assert.Equal(code, error.Code);
        Assert.DoesNotContain("key", error.Message.Replace("Connect again with a key", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void Requests_carry_what_the_interface_expects()
    {
        using var server = new CannedServer("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");
        using var client = new JimClient(server.Url, "jim_ak_secret", TimeSpan.FromSeconds(5));

        client.Send(new JimRequest(HttpMethod.Get, "/activities/1/progress") { KnownTag = "\"1.a.2\"", Hold = TimeSpan.FromSeconds(20) }, CancellationToken.None);

        Assert.StartsWith("GET /api/v1/activities/1/progress HTTP/1.1\r\n", server.Request, StringComparison.Ordinal);
        foreach (var header in new[] { "X-API-Key: jim_ak_secret", "Content-Type: application/json", "Content-Length: 0", "If-None-Match: \"1.a.2\"", "Prefer: wait=20" })
            Assert.Contains(header + "\r\n", server.Request, StringComparison.Ordinal);
    }

    [Fact]
    public void Certificates_are_verified_against_the_authority_that_was_named_and_no_other()
    {
        using var authority = CannedServer.Authority("Test authority");
        using var stranger = CannedServer.Authority("A stranger");
        using var server = new CannedServer("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}", authority);

        Assert.Equal(200, Ask(server, [Public(authority)]).Status);
        foreach (var trusted in new X509Certificate2Collection?[] { null, [Public(stranger)] })
            Assert.Contains("is not trusted", Assert.Throws<JimException>(() => Ask(server, trusted)).Message, StringComparison.Ordinal);
    }

    private static JimAnswer Ask(CannedServer server, X509Certificate2Collection? trusted)
    {
        using var client = new JimClient(server.Url, "key", TimeSpan.FromSeconds(10), trusted);
        return client.Send(new JimRequest(HttpMethod.Get, "/health"), CancellationToken.None);
    }

    private static X509Certificate2 Public(X509Certificate2 certificate) => X509CertificateLoader.LoadCertificate(certificate.RawData);
}
