using System.Management.Automation;
using Jim.ConnectedSystems;
using Jim.RunProfiles;

namespace Jim.AlertRules;

/// <summary>Gets the alert rules of a run profile.</summary>
/// <remarks><para>An alert rule is a threshold on the runs of a run profile: a run that reaches it says so at once, and may stop and ask.</para></remarks>
/// <example>
/// <code>Get-JIMAlertRule -ConnectedSystemName HR -RunProfileName 'Full Import'</code>
/// <para>Lists the alert rules of the full import of HR.</para>
/// </example>
/// <example>
/// <code>Get-JIMConnectedSystem | Get-JIMRunProfile | Get-JIMAlertRule -Name *leavers*</code>
/// <para>Lists those of all run profiles with such a name.</para>
/// </example>
[Cmdlet(VerbsCommon.Get, "JIMAlertRule", DefaultParameterSetName = SystemScope.ById)]
[OutputType("JIM.AlertRule")]
public sealed class GetJimAlertRuleCommand : RunProfileCommand
{
    /// <summary>The name; wildcards are allowed.</summary>
    [Parameter, SupportsWildcards, ArgumentCompleter(typeof(AlertRuleCompleter))]
    public string? Name { get; set; }

    /// <summary>The id of one alert rule.</summary>
    [Parameter]
    public int Id { get; set; }

    private protected override void Execute()
    {
        var profile = Profile();
        var route = profile.AlertRules + (IsGiven(nameof(Id)) ? $"/{Id}" : "");
        WriteOf(profile.System, Send(HttpMethod.Get, route), AlertRuleAt.Type, Named(Name));
    }
}
