using System.Management.Automation;

namespace Jim.ServiceSettings;

/// <summary>Gets the settings that can change while the service runs.</summary>
/// <remarks><para>Each with its default, its value, and which of them is in force.</para></remarks>
/// <example>
/// <code>Get-JIMServiceSetting</code>
/// <para>Lists the settings.</para>
/// </example>
/// <example>
/// <code>(Get-JIMServiceSetting -Key Sync.PageSize).EffectiveValue</code>
/// <para>Gets the value of one that is in force.</para>
/// </example>
[Cmdlet(VerbsCommon.Get, "JIMServiceSetting", DefaultParameterSetName = "List")]
[OutputType("JIM.ServiceSetting")]
public sealed class GetJimServiceSettingCommand : JimCommand
{
    /// <summary>The key of the setting.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "ByKey"), ArgumentCompleter(typeof(ServiceSettingCompleter))]
    public string? Key { get; set; }

    private protected override void Execute()
    {
        if (Key is not null)
            WriteOne($"/service-settings/{Key}", "JIM.ServiceSetting");
        else
            WriteOne($"/service-settings", "JIM.ServiceSetting");
    }
}
