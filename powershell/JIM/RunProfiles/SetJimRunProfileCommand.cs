using System.Management.Automation;
using Jim.ConnectedSystems;
using Jim.Rest;

namespace Jim.RunProfiles;

/// <summary>Changes a run profile.</summary>
/// <remarks><para>What is not given stays as it is; its run type always does.</para></remarks>
/// <example>
/// <code>Set-JIMRunProfile -ConnectedSystemName HR -RunProfileName 'Full Import' -PageSize 1000</code>
/// <para>Changes the page size of the full import of HR.</para>
/// </example>
/// <example>
/// <code>Get-JIMRunProfile -ConnectedSystemName HR -Name 'Full Import' | Set-JIMRunProfile -Name 'Full Import (HR)' -PassThru</code>
/// <para>Renames a run profile from the pipeline.</para>
/// </example>
[Cmdlet(VerbsCommon.Set, "JIMRunProfile", SupportsShouldProcess = true, DefaultParameterSetName = SystemScope.ById)]
[OutputType("JIM.RunProfile")]
public sealed class SetJimRunProfileCommand : RunProfileCommand
{
    /// <summary>The new name.</summary>
    [Parameter, Body]
    public string? Name { get; set; }

    /// <summary>How many objects make up a batch.</summary>
    [Parameter, Body, ValidateRange(1, 10_000)]
    public int PageSize { get; set; }

    /// <summary>The id of the partition that it is about.</summary>
    [Parameter, Body]
    public int PartitionId { get; set; }

    /// <summary>The file that it reads, as an absolute path on the server; empty for that of the system's settings.</summary>
    [Parameter, Body, AllowEmptyString]
    public string? FilePath { get; set; }

    /// <summary>Whether a full import compares the hash of every object with its content.</summary>
    [Parameter, Body]
    public bool VerifyImportContentHashes { get; set; }

    /// <summary>How often a run is started again when its worker is lost.</summary>
    [Parameter, Body, ValidateRange(0, 10)]
    public int RestartsAfterLostWorker { get; set; }

    /// <summary>Why, for the history.</summary>
    [Parameter, Body]
    public string? ChangeReason { get; set; }

    /// <summary>Gives the changed run profile out.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override void Execute()
    {
        var profile = Profile();
        WriteChanged(Change(profile.Words, "Change", HttpMethod.Put, profile.Route, Body()), "JIM.RunProfile", PassThru);
    }
}
