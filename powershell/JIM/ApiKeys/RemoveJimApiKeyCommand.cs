using System.Management.Automation;
using Jim.Rest;

namespace Jim.ApiKeys;

/// <summary>Revokes an API key for good.</summary>
/// <remarks><para>It stops working within seconds, everywhere. The last key of an administrator stays.</para></remarks>
/// <example>
/// <code>Remove-JIMApiKey -ApiKeyName Nightly -Force</code>
/// <para>Revokes a key without asking.</para>
/// </example>
/// <example>
/// <code>Get-JIMApiKey | Where-Object { -not $_.LastUsedAt } | Remove-JIMApiKey -WhatIf</code>
/// <para>Shows which keys nobody has ever used.</para>
/// </example>
[Cmdlet(VerbsCommon.Remove, "JIMApiKey", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High, DefaultParameterSetName = "ById")]
[OutputType("JIM.ApiKey")]
public sealed class RemoveJimApiKeyCommand : ApiKeyChangeCommand
{
    /// <summary>Why, for the history.</summary>
    [Parameter, Query]
    public string? ChangeReason { get; set; }

    /// <summary>Skips the question.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Gives the key out as it was.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override void Execute()
    {
        var before = Key();
        var answer = Change(Words(before), "Revoke", HttpMethod.Delete, RouteOf(before), force: Force);
        WriteChanged(answer is null ? null : before, "JIM.ApiKey", PassThru);
    }
}
