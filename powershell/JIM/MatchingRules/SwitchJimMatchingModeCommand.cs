using System.Management.Automation;
using System.Text.Json;
using Jim.Progress;
using Jim.Rest;

namespace Jim.MatchingRules;

/// <summary>Moves the matching rules of a connected system to its object types or to its synchronisation rules.</summary>
/// <remarks><para>From then on they are looked for there. Most systems keep them with their object types, the mode ConnectedSystem.</para></remarks>
/// <example>
/// <code>Switch-JIMMatchingMode -ConnectedSystemName HR -Mode SyncRule -Confirm:$false -PassThru</code>
/// <para>Moves the matching rules of HR to its synchronisation rules, and says how many were moved.</para>
/// </example>
/// <example>
/// <code>Get-JIMConnectedSystem -Name HR | Switch-JIMMatchingMode -Mode ConnectedSystem -WhatIf</code>
/// <para>Shows what would be done.</para>
/// </example>
[Cmdlet(VerbsCommon.Switch, "JIMMatchingMode", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High, DefaultParameterSetName = "ById")]
[OutputType("JIM.MatchingModeSwitch")]
public sealed class SwitchJimMatchingModeCommand : ChangeCommand
{
    /// <summary>The id of the connected system.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "ById", ValueFromPipelineByPropertyName = true), Alias("Id")]
    public int ConnectedSystemId { get; set; }

    /// <summary>The name of the connected system.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "ByName"), ArgumentCompleter(typeof(ConnectedSystemCompleter))]
    public string? ConnectedSystemName { get; set; }

    /// <summary>Where matching rules are kept.</summary>
    [Parameter(Mandatory = true), Body, ValidateSet("ConnectedSystem", "SyncRule")]
    public string Mode { get; set; } = "";

    /// <summary>Why, for the history.</summary>
    [Parameter, Body]
    public string? ChangeReason { get; set; }

    /// <summary>Gives out what was moved.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override void Execute()
    {
        var system = ConnectedSystemName is null ? ConnectedSystemId : Lookup.System(ConnectedSystemName);
        var answer = Change($"connected system {ConnectedSystemName ?? $"{system}"}", $"Switch the matching mode to {Mode}", HttpMethod.Post,
            $"/synchronisation/connected-systems/{system}/matching-mode", Body());
        if (answer is { ValueKind: JsonValueKind.Object } result)
            foreach (var warning in result.GetProperty("warnings").EnumerateArray())
                WriteWarning(DisplayText.Neutral(warning.GetString()));
        WriteChanged(answer, "JIM.MatchingModeSwitch", PassThru);
    }
}
