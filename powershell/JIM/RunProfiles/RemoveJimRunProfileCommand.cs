using System.Management.Automation;
using System.Text.Json;
using Jim.ConnectedSystems;
using Jim.Rest;

namespace Jim.RunProfiles;

/// <summary>Deletes a run profile.</summary>
/// <remarks><para>What it ran stays in the history.</para></remarks>
/// <example>
/// <code>Remove-JIMRunProfile -ConnectedSystemName HR -RunProfileName 'Delta Synchronisation' -Force</code>
/// <para>Deletes a run profile of HR without asking.</para>
/// </example>
/// <example>
/// <code>Get-JIMRunProfile -ConnectedSystemName HR | Remove-JIMRunProfile -WhatIf</code>
/// <para>Shows which run profiles would be deleted.</para>
/// </example>
[Cmdlet(VerbsCommon.Remove, "JIMRunProfile", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High, DefaultParameterSetName = SystemScope.ById)]
[OutputType("JIM.RunProfile")]
public sealed class RemoveJimRunProfileCommand : RunProfileCommand
{
    /// <summary>Why, for the history.</summary>
    [Parameter, Query]
    public string? ChangeReason { get; set; }

    /// <summary>Skips the question.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Gives the run profile out as it was.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override void Execute()
    {
        var profile = Profile();
        var before = PassThru ? Before(profile) : null;
        if (Change(profile.Words, "Delete", HttpMethod.Delete, AndQuery(profile.Route), force: Force) is not null)
            Write(before, "JIM.RunProfile");
    }

    private JsonElement? Before(RunProfileAt profile) =>
        Lookup.Array($"/synchronisation/connected-systems/{profile.System}/run-profiles").FirstOrDefault(one => one.GetProperty("id").GetInt32() == profile.Id)
            is { ValueKind: JsonValueKind.Object } found ? found : null;
}
