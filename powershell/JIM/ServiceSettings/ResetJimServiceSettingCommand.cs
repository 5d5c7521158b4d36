using System.Management.Automation;
using Jim.Rest;

namespace Jim.ServiceSettings;

/// <summary>Takes a setting of the service back to its default.</summary>
/// <remarks><para>It is in force within seconds, without a restart.</para></remarks>
/// <example>
/// <code>Reset-JIMServiceSetting -Key Sync.PageSize -PassThru</code>
/// <para>Goes back to the default and shows it.</para>
/// </example>
/// <example>
/// <code>Get-JIMServiceSetting | Where-Object IsOverridden | Reset-JIMServiceSetting -WhatIf</code>
/// <para>Shows which settings are not at their default.</para>
/// </example>
[Cmdlet(VerbsCommon.Reset, "JIMServiceSetting", SupportsShouldProcess = true)]
[OutputType("JIM.ServiceSetting")]
public sealed class ResetJimServiceSettingCommand : ChangeCommand
{
    /// <summary>The key of the setting.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true), ArgumentCompleter(typeof(ServiceSettingCompleter))]
    public string Key { get; set; } = "";

    /// <summary>Why, for the history.</summary>
    [Parameter, Query]
    public string? ChangeReason { get; set; }

    /// <summary>Gives the setting out as it is now.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override void Execute() =>
        WriteChanged(Change($"service setting {Key}", "Take back to its default", HttpMethod.Delete, WithQuery($"/service-settings/{Key}")), "JIM.ServiceSetting", PassThru);
}
