using System.Management.Automation;
using Jim.Progress;
using Jim.Rest;

namespace Jim.ApiKeys;

/// <summary>Makes an API key.</summary>
/// <remarks>
/// <para>Use -PassThru: the key itself is in the answer, in the member Key, and never to be had again.</para>
/// </remarks>
/// <example>
/// <code>$key = New-JIMApiKey -Name 'Nightly runs' -RoleName Operator -PassThru</code>
/// <para>Makes a key for scripts that start runs, and keeps its secret in $key.Key.</para>
/// </example>
/// <example>
/// <code>New-JIMApiKey -Name 'Auditor' -RoleIds (Get-JIMRole -Name Reader).Id -ExpiresAt ([datetime]::Now.AddDays(7)) -PassThru</code>
/// <para>Makes a key that may read for a week.</para>
/// </example>
[Cmdlet(VerbsCommon.New, "JIMApiKey", SupportsShouldProcess = true)]
[OutputType("JIM.NewApiKey")]
public sealed class NewJimApiKeyCommand : ChangeCommand
{
    /// <summary>The name of the new key.</summary>
    [Parameter(Mandatory = true, Position = 0), Body]
    public string Name { get; set; } = "";

    /// <summary>What the key is for.</summary>
    [Parameter, Body]
    public string? Description { get; set; }

    /// <summary>The ids of its roles.</summary>
    [Parameter, Body]
    public int[]? RoleIds { get; set; }

    /// <summary>The names of its roles, instead of their ids.</summary>
    [Parameter, ArgumentCompleter(typeof(RoleCompleter))]
    public string[]? RoleName { get; set; }

    /// <summary>When it stops working; never without it.</summary>
    [Parameter, Body]
    public DateTime ExpiresAt { get; set; }

    /// <summary>Why, for the history.</summary>
    [Parameter, Body]
    public string? ChangeReason { get; set; }

    /// <summary>Gives the new key out, with its secret.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override void Execute()
    {
        var body = Body();
        if (RoleName is not null)
            body["roleIds"] = RequestValues.ToJson(RoleName.Select(Lookup.Role).ToArray());
        var made = Change($"API key {Name}", "Make", HttpMethod.Post, "/apikeys", body);
        if (made is not null && !PassThru)
            WriteWarning($"The key '{DisplayText.Neutral(Name)}' was made, and nobody has its secret: use -PassThru. Revoke this one: Remove-JIMApiKey -ApiKeyName '{DisplayText.Neutral(Name)}'");
        WriteChanged(made, "JIM.NewApiKey", PassThru);
    }
}
