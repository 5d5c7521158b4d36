using Jim.Generator;
using Jim.Tests.Hosting;

namespace Jim.Tests;

/// <summary>Every example of the help is run against the demo company, one cmdlet after another; those that change things on a copy.</summary>
[Collection(DemoCompanyGroup.Name)]
public sealed class ExampleTests(DemoCompany company)
{
    private static readonly HashSet<string> Reading = ["Get", "Test", "Connect", "Disconnect"];

    private const string Resume = "Resume-JIMActivity";

    /// <summary>Whose examples need a run that is under way, and one that waits for it.</summary>
    private static readonly HashSet<string> Meanwhile = ["Wait-JIMActivity", "Stop-JIMActivity", "Stop-JIMWorkerTask", Resume];

    /// <summary>Of what files do not have, partitions and parts of activities, an example tries nothing.</summary>
    private static readonly string[] NotThere = ["JIMConnectedSystemPartition", "HasChildActivities"];

    /// <summary>What an example takes for given, such as a key by a name.</summary>
    private static readonly Dictionary<string, string> Given = new()
    {
        ["New-JIMAlertRule"] = "$secret = [Net.NetworkCredential]::new('', 'sixteen characters or more').SecurePassword",
        ["Set-JIMApiKey"] = "$null = New-JIMApiKey -Name Nightly -RoleName Operator",
        ["Remove-JIMApiKey"] = "$null = New-JIMApiKey -Name Nightly -RoleName Operator",
        ["Get-JIMApiKey"] = "if (-not (Get-JIMApiKey -Name Nightly)) { $null = New-JIMApiKey -Name Nightly -RoleName Operator }",
        ["Get-JIMActivityProgress"] = "Start-JIMRunProfile HR 'Full Import' -Wait",
        ["Remove-JIMSyncRuleMapping"] = "Get-JIMSyncRuleMapping -SyncRuleName 'HR: person to User' | Where-Object TargetMetaverseAttributeName -eq Country | Set-JIMSyncRuleMapping -Enabled $false",
        ["Remove-JIMSyncRule"] = "Set-JIMSyncRule -SyncRuleName 'Groups: person to User' -Disable",
        ["Reset-JIMServiceSetting"] = "Set-JIMServiceSetting Sync.PageSize 700",
        ["Set-JIMSyncRuleMatchingRule"] = SyncRuleMatching,
        ["Remove-JIMSyncRuleMatchingRule"] = SyncRuleMatching,
    };

    private const string SyncRuleMatching =
        "Switch-JIMMatchingMode -ConnectedSystemName HR -Mode SyncRule -Confirm:$false; $null = New-JIMSyncRuleMatchingRule -SyncRuleName 'HR: person to User' -SourceAttributeName Email -TargetMetaverseAttributeName Email";

    public static TheoryData<string> Cmdlets => [.. CmdletHelp.ReadAll(typeof(JimCommand).Assembly).Select(one => one.Name)];

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Examples_work(string name)
    {
        var cmdlet = CmdletHelp.ReadAll(typeof(JimCommand).Assembly).First(one => one.Name == name);
        var reads = Reading.Contains(name.Split('-')[0]) && !Given.ContainsKey(name);
        var server = reads ? company.Server : company.Copy();
        try
        {
            foreach (var example in cmdlet.Examples)
                RunExample(server, name, example.Code);
        }
        finally
        {
            if (!reads)
                server.Dispose();
        }
    }

    private static void RunExample(JimServer server, string name, string code)
    {
        using var run = Meanwhile.Contains(name) ? new LongRun(people: 600) : null;
        server = run?.Server ?? server;
        using var shell = new Shell(server);
        if (name == Resume)
            run?.StartPaused();
        for (var queued = name == Resume ? 2 : 0; queued < 2; ++queued)
            run?.Start();
        using var address = new Variable("JIM_URL", server.Url);
        using var key = new Variable("JIM_API_KEY", JimServer.Key);
        if (Given.TryGetValue(name, out var given))
            shell.Do(given);

        var outcome = shell.Run("$ConfirmPreference = 'None'; " + code);

        Assert.True(outcome.Errors.Count == 0, $"{code}\n{string.Join('\n', outcome.Errors)}");
        Assert.True(outcome.Debug.Any(line => line.StartsWith(name + " takes ", StringComparison.Ordinal)) || NotThere.Any(one => code.Contains(one, StringComparison.Ordinal)),
            $"An empty pipeline tries nothing: {code}");
    }

    private sealed class Variable : IDisposable
    {
        private readonly string name;
        private readonly string? before;

        public Variable(string name, string value)
        {
            (this.name, before) = (name, Environment.GetEnvironmentVariable(name));
            Environment.SetEnvironmentVariable(name, value);
        }

        public void Dispose() => Environment.SetEnvironmentVariable(name, before);
    }
}
