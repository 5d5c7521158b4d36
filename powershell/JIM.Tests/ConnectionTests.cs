using System.Management.Automation;
using System.Security;
using Jim.Connection;
using Jim.Rest;
using Jim.Tests.Hosting;

namespace Jim.Tests;

[Collection(DemoCompanyGroup.Name)]
public sealed class ConnectionTests(DemoCompany company)
{
    private readonly JimServer server = company.Server;

    [Fact]
    public void A_key_can_be_a_secure_string()
    {
        using var shell = new Shell();
        var key = new SecureString();
        foreach (var character in JimServer.Key)
            key.AppendChar(character);

        var connection = shell.Do("Connect-JIM -Url $url -ApiKey $key -Force -NoPersist", ("url", server.Url), ("key", key));

        Assert.Equal(server.Url + "/", connection["Url"]);
        Assert.Contains("Administrator", (object[])connection["Roles"]!);
        Assert.DoesNotContain(JimServer.Key, shell.Print("Test-JIMConnection"), StringComparison.Ordinal);
        Assert.Equal(true, shell.Do("Test-JIMConnection -Quiet").Only.BaseObject);
    }

    [Theory]
    [InlineData("Connect-JIM -Url {0} -ApiKey jim_ak_wrong", ErrorCategory.AuthenticationError)]
    [InlineData("Connect-JIM -Url http://127.0.0.1:9 -ApiKey x", ErrorCategory.ConnectionError)]
    [InlineData("Connect-JIM -Url ftp://example.org -ApiKey x", ErrorCategory.InvalidArgument)]
    [InlineData("Connect-JIM -Url {0} -ApiKey 5", ErrorCategory.InvalidArgument)]
    [InlineData("Connect-JIM -ApiKey x", ErrorCategory.InvalidArgument)]
    [InlineData("Connect-JIM -Url {0}", ErrorCategory.InvalidArgument)]
    [InlineData("Connect-JIM -Url {0} -ApiKey x -CaCertificate /nowhere.pem", ErrorCategory.InvalidArgument)]
    [InlineData("Get-JIMUserInfo", ErrorCategory.ConnectionError)]
    public void What_does_not_connect_says_why_and_ends_the_command(string script, ErrorCategory category)
    {
        using var shell = new Shell();

        var outcome = shell.Do("try { " + script.Replace("{0}", server.Url, StringComparison.Ordinal) + "; 'not reached' } catch { $_ }");

        Assert.Equal(category, Assert.IsType<ErrorRecord>(outcome.Only.BaseObject).CategoryInfo.Category);
        Assert.False((bool)shell.Do("Test-JIMConnection -Quiet").Only.BaseObject);
        Assert.Contains("Connect first", (string)shell.Do("Test-JIMConnection")["Reason"]!, StringComparison.Ordinal);
    }

    [Fact]
    public void The_certificate_of_an_authority_of_ones_own_is_named_by_its_file()
    {
        using var authority = CannedServer.Authority("Test authority");
        using var other = new CannedServer("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}", authority);
        using var shell = new Shell();
        var file = Path.GetTempFileName();
        File.WriteAllText(file, authority.ExportCertificatePem());

        var trusted = shell.Do($"try {{ Connect-JIM -Url {other.Url} -ApiKey x -CaCertificate '{file}' }} catch {{ $_ }}");
        var verified = shell.Do($"try {{ Connect-JIM -Url {other.Url} -ApiKey x }} catch {{ $_ }}");
        File.WriteAllText(file, "no certificate");
        var empty = shell.Do($"try {{ Connect-JIM -Url {other.Url} -ApiKey x -CaCertificate '{file}' }} catch {{ $_ }}");
        File.Delete(file);

        // It talks to the server then, which is no JIM.
        Assert.StartsWith("STRANGE_ANSWER", ((ErrorRecord)trusted.Only.BaseObject).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("is not trusted", ((ErrorRecord)verified.Only.BaseObject).Exception.Message, StringComparison.Ordinal);
        Assert.Contains("has no certificate", ((ErrorRecord)empty.Only.BaseObject).Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_newest_connection_is_in_use_and_the_one_before_it_afterwards()
    {
        using var other = new JimServer();
        using var shell = new Shell(server);
        shell.Connect(other);

        Assert.Empty(shell.Do("Get-JIMConnectedSystem").Objects);
        shell.Do("Disconnect-JIM");
        Assert.Equal(3, shell.Do("Get-JIMConnectedSystem").Objects.Count);
        shell.Connect(other);
        shell.Do($"Disconnect-JIM -Url {other.Url}");
        Assert.Single(shell.Run($"Disconnect-JIM -Url {other.Url}").Errors);
        shell.Do("Disconnect-JIM -All; Disconnect-JIM");
        Assert.False((bool)shell.Do("Test-JIMConnection -Quiet").Only.BaseObject);
    }

    [Fact]
    public void Anybody_may_ask_for_version_and_health()
    {
        using var shell = new Shell();

        Assert.Equal("JIM", shell.Do($"Get-JIMVersion -Url {server.Url}")["Product"]);
        Assert.Equal("healthy", shell.Do($"Get-JIMHealth -Url {server.Url}")["Status"]);
        Assert.Equal("alive", shell.Do($"Get-JIMHealth {server.Url} -Live")["Status"]);
        Assert.Equal("ready", shell.Do($"Get-JIMHealth {server.Url} -Ready")["Status"]);
    }

    [Fact]
    public void A_server_that_is_not_ready_is_an_answer()
    {
        using var own = new JimServer();
        using var shell = new Shell(own);
        shell.Do("Set-JIMServiceSetting Maintenance.IsEnabled true");

        var health = shell.Do("Get-JIMHealth -Ready");

        Assert.Equal("not_ready", health["Status"]);
        Assert.Equal("maintenance_mode", health["Reason"]);
    }

    [Theory]
    [InlineData("localhost:5200", "http://localhost:5200/")]
    [InlineData("[::1]:5200", "http://[::1]:5200/")]
    [InlineData("jim.example.org", "https://jim.example.org/")]
    [InlineData("https://jim.example.org/api/v1/", "https://jim.example.org/")]
    [InlineData("https://example.org/jim", "https://example.org/jim/")]
    public void Addresses_are_taken_as_people_write_them(string text, string url) => Assert.Equal(url, ServerAddress.Parse(text).ToString());

    [Theory]
    [InlineData("https://user:secret@example.org")]
    [InlineData("file:///etc/passwd")]
    [InlineData("https://")]
    public void What_is_no_address_is_refused(string text) => Assert.Throws<JimException>(() => ServerAddress.Parse(text));
}
