using System.Management.Automation;
using System.Text.Json;
using System.Text.Json.Nodes;
using Jim.Connection;
using Jim.Rest;

namespace Jim;

/// <summary>
/// What all cmdlets share: the connection, requests that Ctrl+C ends, and errors. A refused request is a
/// non-terminating error of its input object; without a connection the cmdlet ends.
/// </summary>
public abstract class JimCommand : PSCmdlet, IDisposable
{
    private readonly CancellationTokenSource stopping = new();

    /// <summary>Cancelled when somebody presses Ctrl+C.</summary>
    private protected CancellationToken Stop => stopping.Token;

    /// <summary>The connection in use.</summary>
    private protected virtual JimClient Client => JimSessions.Here.Current?.Client ?? throw JimException.NotConnected();

    private protected Lookup Lookup => new(Client, Stop, SayPause);

    /// <summary>Nobody likes a script that stands still and does not say why.</summary>
    private void SayPause(TimeSpan pause) => WriteWarning(
        "The server has had as many requests of this key as it takes in a minute (service setting " +
        $"Security.RateLimiting.AuthenticatedRequestsPerMinute). This goes on in {Math.Ceiling(pause.TotalSeconds):0} s.");

    /// <summary>Does the work for one input object.</summary>
    private protected abstract void Execute();

    /// <summary>Does what is left when all input objects are through.</summary>
    private protected virtual void Finish() { }

    /// <inheritdoc/>
    protected sealed override void ProcessRecord()
    {
        WriteDebug($"{MyInvocation.MyCommand.Name} takes the parameter set {ParameterSetName} with {string.Join(" ", MyInvocation.BoundParameters.Keys)}");
        Guarded(Execute);
    }

    /// <inheritdoc/>
    protected sealed override void EndProcessing() => Guarded(Finish);

    /// <inheritdoc/>
    protected sealed override void StopProcessing() => stopping.Cancel();

    /// <inheritdoc/>
    public void Dispose()
    {
        stopping.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Sends a request and gives the body of its answer.</summary>
    private protected JsonElement? Send(HttpMethod method, FormattableString route, JsonNode? body = null) =>
        Send(method, Routes.Of(route), body);

    /// <inheritdoc cref="Send(HttpMethod, FormattableString, JsonNode?)"/>
    private protected JsonElement? Send(HttpMethod method, string route, JsonNode? body = null)
    {
        WriteVerbose($"{method} {route}");
        return Client.Send(new JimRequest(method, route, body), Stop, SayPause).Body;
    }

    /// <summary>The given parameters that go into the body.</summary>
    private protected JsonObject Body() => RequestValues.BodyOf(this);

    /// <summary>The route with the given parameters that go into the query.</summary>
    private protected string WithQuery(FormattableString route) =>
        AndQuery(Routes.Of(route));

    /// <inheritdoc cref="WithQuery"/>
    private protected string AndQuery(string route) => Routes.WithQuery(route, RequestValues.QueryOf(this));

    /// <summary>Reads one document and writes it as an object.</summary>
    private protected void WriteOne(FormattableString route, string type) => Write(Send(HttpMethod.Get, WithQuery(route)), type);

    /// <summary>Writes a document as an object, a list as its members, a number as it is, and nothing for no answer.</summary>
    internal void Write(JsonElement? document, string type, Func<PSObject, bool>? filter = null)
    {
        if (document is not { } given)
            return;
        if (given.ValueKind == JsonValueKind.Array)
        {
            foreach (var one in given.EnumerateArray())
                Write(one, type, filter);
            return;
        }
        if (given.ValueKind != JsonValueKind.Object)
        {
            WriteObject(JsonObjects.ToValue(given, "", type));
            return;
        }
        var result = JsonObjects.ToObject(given, type);
        if (filter is null || filter(result))
            WriteObject(result);
    }

    /// <summary>Writes documents that do not say which connected system they are of: a pipeline has to know.</summary>
    private protected void WriteOf(int system, JsonElement? document, string type, Func<PSObject, bool>? filter = null) => Write(document, type, one =>
    {
        one.Properties.Add(new PSNoteProperty("ConnectedSystemId", system));
        return filter is null || filter(one);
    });

    /// <summary>Whether the parameter was given.</summary>
    private protected bool IsGiven(string parameter) => MyInvocation.BoundParameters.ContainsKey(parameter);

    /// <summary>A filter by a name that may have wildcards; null, which lets everything through, without one.</summary>
    private protected static Func<PSObject, bool>? Named(string? name, string member = "Name")
    {
        if (string.IsNullOrEmpty(name))
            return null;
        var pattern = new WildcardPattern(name, WildcardOptions.IgnoreCase);
        return one => one.Properties[member]?.Value is string text && pattern.IsMatch(text);
    }

    /// <summary>The member of an object from the pipeline, such as its id.</summary>
    private protected static T Member<T>(object input, string name)
    {
        var value = PSObject.AsPSObject(input).Properties[name]?.Value;
        return value is not null && LanguagePrimitives.TryConvertTo<T>(value, out var result)
            ? result
            : throw JimException.Invalid($"The input object has no {name}: pipe in an object that a Get-JIM cmdlet gave.");
    }

    /// <summary>Writes an error without ending the cmdlet.</summary>
    internal void Report(JimException error, object? target = null) =>
        WriteError(new ErrorRecord(error, error.Code, error.Category, target));

    private void Guarded(Action work)
    {
        try
        {
            work();
        }
        catch (JimException error) when (error.Code == "NOT_CONNECTED")
        {
            ThrowTerminatingError(new ErrorRecord(error, error.Code, error.Category, null));
        }
        catch (JimException error)
        {
            Report(error);
        }
        catch (Exception error) when (JimException.IsStrange(error))
        {
            Report(JimException.Strange(error));
        }
        catch (OperationCanceledException) when (Stop.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
    }
}
