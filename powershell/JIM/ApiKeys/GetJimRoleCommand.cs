using System.Management.Automation;

namespace Jim.ApiKeys;

/// <summary>Gets the roles that a key can have.</summary>
/// <remarks><para>A Reader reads, an Operator starts and cancels runs too, an Administrator does everything.</para></remarks>
/// <example>
/// <code>Get-JIMRole</code>
/// <para>Lists the roles with their ids.</para>
/// </example>
/// <example>
/// <code>Get-JIMRole -Name Operator | Get-JIMRole</code>
/// <para>Gets one role by its id.</para>
/// </example>
[Cmdlet(VerbsCommon.Get, "JIMRole", DefaultParameterSetName = "List")]
[OutputType("JIM.Role")]
public sealed class GetJimRoleCommand : JimCommand
{
    /// <summary>The id of the role.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "ById", ValueFromPipelineByPropertyName = true)]
    public int Id { get; set; }

    /// <summary>The name; wildcards are allowed.</summary>
    [Parameter(ParameterSetName = "List"), SupportsWildcards, ArgumentCompleter(typeof(RoleCompleter))]
    public string? Name { get; set; }

    private protected override void Execute()
    {
        if (ParameterSetName == "ById")
            WriteOne($"/security/roles/{Id}", "JIM.Role");
        else
            Write(Send(HttpMethod.Get, $"/security/roles"), "JIM.Role", Named(Name));
    }
}
