using System.Management.Automation;
using System.Text.Json;
using Jim.Rest;

namespace Jim.ApiKeys;

/// <summary>Cmdlets that change one API key, which is named by its id, its name, or an object from the pipeline.</summary>
public abstract class ApiKeyChangeCommand : ChangeCommand
{
    /// <summary>The id of the key.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "ById", ValueFromPipelineByPropertyName = true)]
    public Guid Id { get; set; }

    /// <summary>The name of the key.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "ByName"), ArgumentCompleter(typeof(ApiKeyCompleter))]
    public string? ApiKeyName { get; set; }

    /// <summary>A key from Get-JIMApiKey.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "ByInputObject", ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    /// <summary>The key as it is now.</summary>
    private protected JsonElement Key() => InputObject is not null ? KeyOf(Member<Guid>(InputObject, "Id")) : ApiKeyName is null ? KeyOf(Id) : Lookup.ApiKey(ApiKeyName);

    /// <summary>The route of a key, with what of the parameters goes into the query.</summary>
    private protected string RouteOf(JsonElement key) => WithQuery($"/apikeys/{key.GetProperty("id").GetGuid()}");

    /// <summary>A key in words; who is asked wants its name.</summary>
    private protected static string Words(JsonElement key) => $"API key {key.GetProperty("name")}";

    private JsonElement KeyOf(Guid id) => Lookup.One(Routes.Of($"/apikeys/{id}"));
}
