using System.Management.Automation;

namespace Jim.Service;

/// <summary>Gets whom the server takes you for, with your roles.</summary>
/// <remarks><para>The roles decide what the key may do: a Reader reads, an Operator runs too, an Administrator does everything.</para></remarks>
/// <example>
/// <code>Get-JIMUserInfo</code>
/// <para>Shows the name and the roles of the key in use.</para>
/// </example>
/// <example>
/// <code>(Get-JIMUserInfo).Roles -contains 'Administrator'</code>
/// <para>Says whether the key is an administrator's.</para>
/// </example>
[Cmdlet(VerbsCommon.Get, "JIMUserInfo")]
[OutputType("JIM.UserInfo")]
public sealed class GetJimUserInfoCommand : JimCommand
{
    private protected override void Execute() => WriteOne($"/userinfo", "JIM.UserInfo");
}
