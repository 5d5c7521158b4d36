using System.Management.Automation;
using Jim.Rest;

namespace Jim.ApiKeys;

/// <summary>Changes an API key: its name, roles and end, and whether it works.</summary>
/// <remarks><para>What is not given stays as it is. A disabled key stops working within seconds, and can be enabled again.</para></remarks>
/// <example>
/// <code>Set-JIMApiKey -ApiKeyName Nightly -Disable</code>
/// <para>Disables a key.</para>
/// </example>
/// <example>
/// <code>Get-JIMApiKey -Name 'Nightly' | Set-JIMApiKey -Enable -Description 'Runs at two' -ExpiresAt $null -PassThru</code>
/// <para>Enables a key, describes it, and lets it work for ever.</para>
/// </example>
[Cmdlet(VerbsCommon.Set, "JIMApiKey", SupportsShouldProcess = true, DefaultParameterSetName = "ById")]
[OutputType("JIM.ApiKey")]
public sealed class SetJimApiKeyCommand : ApiKeyChangeCommand
{
    /// <summary>The new name.</summary>
    [Parameter, Body]
    public string? Name { get; set; }

    /// <summary>What the key is for.</summary>
    [Parameter, Body]
    public string? Description { get; set; }

    /// <summary>The ids of its roles, all of them.</summary>
    [Parameter, Body]
    public int[]? RoleIds { get; set; }

    /// <summary>The names of its roles, all of them, instead of their ids.</summary>
    [Parameter, ArgumentCompleter(typeof(RoleCompleter))]
    public string[]? RoleName { get; set; }

    /// <summary>When it stops working; $null for never.</summary>
    [Parameter, Body]
    public DateTime? ExpiresAt { get; set; }

    /// <summary>Lets the key work.</summary>
    [Parameter]
    public SwitchParameter Enable { get; set; }

    /// <summary>Stops the key from working.</summary>
    [Parameter]
    public SwitchParameter Disable { get; set; }

    /// <summary>Why, for the history.</summary>
    [Parameter, Body]
    public string? ChangeReason { get; set; }

    /// <summary>Gives the changed key out.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override void Execute()
    {
        var body = Body();
        if (Switched(Enable, Disable) is { } enabled)
            body["isEnabled"] = enabled;
        if (RoleName is not null)
            body["roleIds"] = RequestValues.ToJson(RoleName.Select(Lookup.Role).ToArray());
        var key = Key();
        WriteChanged(Change(Words(key), "Change", HttpMethod.Put, RouteOf(key), body), "JIM.ApiKey", PassThru);
    }
}
