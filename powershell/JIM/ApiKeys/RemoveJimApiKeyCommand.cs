using System.Management.Automation;
using Jim.Rest;

namespace Jim.ApiKeys;

/// <summary>Revokes an API key for good.</summary>
/// <remarks><para>It stops working within seconds, everywhere. The last key of an administrator stays.</para></remarks>
/// <example>
/// <code>Get-JIMApiKey -Name 'Nightly' | Remove-JIMApiKey -Force</code>
/// <para>Revokes a key without asking.</para>
/// </example>
/// <example>
/// <code>Get-JIMApiKey | Where-Object { $_.ExpiresAt -and $_.ExpiresAt -lt [datetime]::UtcNow } | Remove-JIMApiKey -Force</code>
/// <para>Removes the keys that have expired.</para>
/// </example>
[Cmdlet(VerbsCommon.Remove, "JIMApiKey", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High, DefaultParameterSetName = "ById")]
[OutputType("JIM.ApiKey")]
public sealed class RemoveJimApiKeyCommand : ChangeCommand
{
    /// <summary>The id of the key.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "ById", ValueFromPipelineByPropertyName = true)]
    public Guid Id { get; set; }

    /// <summary>A key from Get-JIMApiKey.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "ByInputObject", ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

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
        var id = InputObject is null ? Id : Member<Guid>(InputObject, "Id");
        var before = Lookup.One($"/apikeys/{id}");
        var answer = Change($"API key {before.GetProperty("name")}", "Revoke", HttpMethod.Delete, WithQuery($"/apikeys/{id}"), force: Force);
        WriteChanged(answer is null ? null : before, "JIM.ApiKey", PassThru);
    }
}
