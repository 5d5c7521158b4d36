using System.Management.Automation;
using Jim.Rest;

namespace Jim.ServiceSettings;

/// <summary>Sets a setting of the service.</summary>
/// <remarks><para>It is in force within seconds, without a restart.</para></remarks>
/// <example>
/// <code>Set-JIMServiceSetting -Key Sync.PageSize -Value 1000</code>
/// <para>Has synchronisations work in batches of a thousand.</para>
/// </example>
/// <example>
/// <code>Set-JIMServiceSetting -Key Instance.Name -Value 'JIM (test)' -ChangeReason 'Tell it from production' -PassThru</code>
/// <para>Names the instance and shows the setting.</para>
/// </example>
[Cmdlet(VerbsCommon.Set, "JIMServiceSetting", SupportsShouldProcess = true)]
[OutputType("JIM.ServiceSetting")]
public sealed class SetJimServiceSettingCommand : ChangeCommand
{
    /// <summary>The key of the setting.</summary>
    [Parameter(Mandatory = true, Position = 0), ArgumentCompleter(typeof(ServiceSettingCompleter))]
    public string Key { get; set; } = "";

    /// <summary>The new value, as text.</summary>
    [Parameter(Mandatory = true, Position = 1), Body, AllowEmptyString]
    public string Value { get; set; } = "";

    /// <summary>Why, for the history.</summary>
    [Parameter, Body]
    public string? ChangeReason { get; set; }

    /// <summary>Gives the changed setting out.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override void Execute() =>
        WriteChanged(Change($"service setting {Key}", $"Set to '{Value}'", HttpMethod.Put, Routes.Of($"/service-settings/{Key}"), Body()), "JIM.ServiceSetting", PassThru);
}
