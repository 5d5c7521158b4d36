using System.Management.Automation;

namespace Jim.ApiKeys;

/// <summary>Gets API keys, without their secrets.</summary>
/// <remarks><para>A key's secret is shown once, when it is made.</para></remarks>
/// <example>
/// <code>Get-JIMApiKey</code>
/// <para>Lists the keys with their roles and their last use.</para>
/// </example>
/// <example>
/// <code>Get-JIMApiKey -Name Night* | ForEach-Object { Get-JIMApiKey -Id $_.Id }</code>
/// <para>Gets each key whose name begins with Night.</para>
/// </example>
[Cmdlet(VerbsCommon.Get, "JIMApiKey", DefaultParameterSetName = "List")]
[OutputType("JIM.ApiKey")]
public sealed class GetJimApiKeyCommand : JimCommand
{
    /// <summary>The id of the key.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "ById", ValueFromPipelineByPropertyName = true)]
    public Guid Id { get; set; }

    /// <summary>The name; wildcards are allowed.</summary>
    [Parameter(ParameterSetName = "List"), SupportsWildcards, ArgumentCompleter(typeof(ApiKeyCompleter))]
    public string? Name { get; set; }

    private protected override void Execute()
    {
        if (ParameterSetName == "ById")
            WriteOne($"/apikeys/{Id}", "JIM.ApiKey");
        else
            Write(Send(HttpMethod.Get, $"/apikeys"), "JIM.ApiKey", Named(Name));
    }
}
