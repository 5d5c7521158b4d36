using System.Management.Automation;
using System.Reflection;
using Jim.Tests.Hosting;

namespace Jim.Tests;

/// <summary>Lists, filters, pages, completion, and what hosts print.</summary>
[Collection(DemoCompanyGroup.Name)]
public sealed class ListTests : IDisposable
{
    private readonly JimServer server;
    private readonly Shell shell;

    public ListTests(DemoCompany company)
    {
        server = company.Server;
        shell = new Shell(server);
    }

    public void Dispose() => shell.Dispose();

    [Fact]
    public void Lists_go_on_by_themselves_end_early_or_give_one_page()
    {
        var total = server.Ask(HttpMethod.Get, "/activities").GetProperty("totalCount").GetInt32();
        var all = shell.Do("Get-JIMActivity").Objects;

        Assert.InRange(total, 101, 1000);
        Assert.Equal(total, all.Count);
        Assert.Equal(total, all.Select(one => one.Properties["Id"].Value).Distinct().Count());
        Assert.Equal(total, shell.Do("Get-JIMActivity -All -Force").Objects.Count);
        Assert.Equal(7, shell.Do("Get-JIMActivity -First 7").Objects.Count);
        Assert.Equal(all[10].Properties["Id"].Value, shell.Do("Get-JIMActivity -Page 3 -PageSize 5").Objects[0].Properties["Id"].Value);
        Assert.Equal(5, shell.Do("Get-JIMActivity -PageSize 5").Objects.Count);
        Assert.Empty(shell.Do("Get-JIMActivity -Page 1000").Objects);
        Assert.Equal(2, shell.Do("Get-JIMMetaverseAttribute -Name *name* -First 2").Objects.Count);
    }

    /// <summary>A line for each cmdlet that lists page by page; $run is the activity of a run, $group a group in the connector space.</summary>
    public static TheoryData<string> Lists =>
    [
        "Get-JIMActivity", "Get-JIMActivityChildren -Id $run", "Get-JIMActivityItem -Id $run", "Get-JIMActivityProgress", "Get-JIMConnectedSystem",
        "Get-JIMConnectedSystemObject -ConnectedSystemName HR", "Get-JIMConnectedSystemObjectAttributeValue -ConnectedSystemId $group.ConnectedSystemId -CsoId $group.Id -AttributeName Members",
        "Get-JIMMetaverseAttribute", "Get-JIMMetaverseObject", "Get-JIMMetaverseObjectType", "Get-JIMPendingExport -ConnectedSystemId (Get-JIMConnectedSystem -Name Directory).Id", "Get-JIMSyncRule",
        "Get-JIMWorkerTask",
    ];

    [Theory]
    [MemberData(nameof(Lists))]
    public void Every_list_has_a_beginning_pages_and_an_end(string list)
    {
        shell.Do("$run = (Get-JIMActivity -ConnectedSystem HR -RunProfile 'Full Import' -First 1).Id; $group = Get-JIMConnectedSystemObject -ConnectedSystemName Groups -JoinType Projected -First 1");
        var all = shell.Do($"{list} -All -Force").Objects.Count;

        Assert.Equal(Math.Min(all, 1), shell.Do($"{list} -First 1").Objects.Count);
        Assert.Equal(Math.Min(all, 2), shell.Do($"{list} -Page 1 -PageSize 2").Objects.Count);
        Assert.Empty(shell.Do($"{list} -Page 1000").Objects);
    }

    [Fact]
    public void Every_cmdlet_that_lists_page_by_page_is_among_them()
    {
        var lists = typeof(ListCommand).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(ListCommand))).Select(type => type.GetCustomAttribute<CmdletAttribute>()!);

        Assert.All(lists, one => Assert.Contains($"{one.VerbName}-{one.NounName}", ((IEnumerable<object[]>)Lists).Select(list => ((string)list[0]).Split(' ')[0])));
    }

    [Theory]
    [InlineData("Get-JIMActivity -Operation Execute -ConnectedSystem HR -Status Complete, CompleteWithWarning -CreatedFrom ([datetime]::Now.AddHours(-1)) -HasChildActivities $false", 2)]
    [InlineData("Get-JIMActivity -CreatedTo ([datetime]::Now.AddHours(-1))", 0)]
    [InlineData("Get-JIMActivity -Search Directory -Outcome Exported", 1)]
    [InlineData("Get-JIMSyncRule -Direction Export -ActionType Provisions -ConnectedSystemName Directory", 2)]
    [InlineData("Get-JIMConnectedSystem -Name HR | Get-JIMSyncRule", 1)]
    [InlineData("Get-JIMSyncRule -Name 'HR*' -Status Enabled", 1)]
    [InlineData("Get-JIMConnectedSystem -Name D* | Get-JIMRunProfile", 4)]
    [InlineData("Get-JIMConnectedSystem -Name HR | ForEach-Object { Get-JIMConnectedSystem -Id $_.Id -ObjectTypes }", 1)]
    [InlineData("Get-JIMMetaverseObjectType -Name *r*", 2)]
    [InlineData("Get-JIMPendingExport -ConnectedSystemName Directory -ChangeType Delete", 0)]
    [InlineData("Get-JIMConnectedSystemObject -ConnectedSystemName HR -ObjectTypeId 999 -Ascending -SortBy created", 0)]
    [InlineData("Get-JIMWorkerTask", 0)]
    [InlineData("Get-JIMActivity -InitiatedBy nobody", 0)]
    [InlineData("Get-JIMActivity -TargetType SynchronisationRule -Operation Create -Search 'HR: person to User' -InitiatorType ApiKey, User -First 1", 1)]
    [InlineData("Get-JIMActivity -TargetType MetaverseAttribute, ApiKey", 0)]
    [InlineData("Get-JIMActivity -InitiatorType Anonymous", 0)]
    [InlineData("Get-JIMActivity -InitiatedBy infra -RunProfile 'Full Import' -First 1", 1)]
    [InlineData("Get-JIMActivity -InitiatedById (Get-JIMActivity -First 1).InitiatedById -RunProfile 'Full Import' -First 1", 1)]
    [InlineData("Get-JIMActivity -InitiatedById 11111111-1111-1111-1111-111111111111", 0)]
    [InlineData("Get-JIMActivity -ScheduledOnly $true", 0)]
    [InlineData("Get-JIMActivity -ScheduleId 11111111-1111-1111-1111-111111111111", 0)]
    [InlineData("Get-JIMActivity -ScheduledOnly $false -RunProfile 'Full Import' -First 1", 1)]
    [InlineData("Get-JIMActivity -RunProfile 'Full Import' -ConnectedSystem HR -First 1 | Get-JIMActivityItem -ErrorType DuplicateObject", 0)]
    [InlineData("Get-JIMConnectedSystem -Id (Get-JIMConnectedSystem -Name HR).Id -DeletionPreview", 1)]
    [InlineData("Get-JIMConnectedSystemObject -ConnectedSystemName HR -Status PendingProvisioning", 0)]
    [InlineData("Get-JIMConnectedSystemObject -ConnectedSystemName HR -Status Normal -Search (Get-JIMConnectedSystemObject -ConnectedSystemName HR -First 1).ExternalIdValue", 1)]
    [InlineData("Get-JIMConnectedSystemObjectType -ConnectedSystemName HR -IncludeInternal", 1)]
    [InlineData("Get-JIMMatchingRule -ConnectedSystemId (Get-JIMConnectedSystem -Name HR).Id -ObjectTypeId (Get-JIMConnectedSystemObjectType -ConnectedSystemName HR).Id", 1)]
    [InlineData("Get-JIMMetaverseObjectType -Name *r* -IncludeChildObjects", 2)]
    [InlineData("Get-JIMSyncRule -ConnectedSystemId (Get-JIMConnectedSystem -Name Directory).Id", 2)]
    public void Filters_find_what_is_there(string script, int count) => Assert.Equal(count, shell.Do(script).Objects.Count);

    [Fact]
    public void Values_have_types_and_utc()
    {
        var activity = shell.Do("Get-JIMActivity -Operation Execute -First 1 | Get-JIMActivity");

        Assert.IsType<Guid>(activity["Id"]);
        Assert.Equal(DateTimeKind.Utc, Assert.IsType<DateTime>(activity["Created"]).Kind);
        Assert.IsType<TimeSpan>(activity["ExecutionTime"]);
        var person = shell.Do("Get-JIMMetaverseObject -ObjectTypeName User -First 1 -Attributes 'Employee ID'");
        Assert.NotNull(((PSObject)person["Attributes"]!).Properties["Employee ID"]);
    }

    [Fact]
    public void One_object_can_be_read_in_all_its_depth()
    {
        shell.Do("$cso = Get-JIMConnectedSystemObject -ConnectedSystemName Groups -JoinType Projected -First 1");
        Assert.NotEmpty(shell.Do("Get-JIMConnectedSystemObject -ConnectedSystemId $cso.ConnectedSystemId -Id $cso.Id -AttributeName Members").Objects);
        Assert.NotEmpty((object[])shell.Do("$cso | Get-JIMConnectedSystemObject")["AttributeValues"]!);
        Assert.NotEmpty((object[])shell.Do("Get-JIMMetaverseObject -ObjectTypeName User -Search a -First 1 | Get-JIMMetaverseObject")["AttributeValues"]!);
        Assert.IsType<int>(shell.Do("Get-JIMMetaverseObject -Count -ObjectTypeId (Get-JIMMetaverseObjectType -Name Group).Id").Only.BaseObject);
        var item = shell.Do("$a = Get-JIMActivity -ConnectedSystem HR -RunProfile 'Full Import' -First 1; Get-JIMActivity -Id $a.Id -ExecutionItems -PageSize 1");
        Assert.Equal(item["Id"], shell.Do("Get-JIMActivityItem -Id $a.Id -ItemId $i", ("i", item["Id"]))["Id"]);
        Assert.Equal(item["Id"], shell.Do("Get-JIMActivityItem -Id $a.Id -Search $e -First 1", ("e", item["ExternalIdValue"]))["Id"]);
        Assert.Equal("Added", shell.Do("Get-JIMActivityItem -InputObject (Get-JIMActivityItem -Id $a.Id -First 1)")["ObjectChangeType"]);
        Assert.Equal("JIM File Connector", shell.Do("Get-JIMConnectorDefinition -Id (Get-JIMConnectorDefinition -Name 'JIM File Connector').Id")["Name"]);
        Assert.Equal("User", shell.Do("Get-JIMMetaverseObjectType -Id (Get-JIMMetaverseObjectType -Name User).Id")["Name"]);
        Assert.Equal("HR: person to User", shell.Do("Get-JIMSyncRule -Id (Get-JIMSyncRule -Name 'HR*').Id")["Name"]);
        Assert.Equal(0, shell.Do("Get-JIMConnectedSystemObject -ConnectedSystemName HR -Count -PartitionId 1").Only.BaseObject);
        var manager = shell.Do("Get-JIMConnectedSystemObjectAttributeValue -ConnectedSystemId $cso.ConnectedSystemId -CsoId $cso.Id -AttributeName Members -Search P0");
        Assert.All(manager.Objects, one => Assert.Contains("P0", Views.ViewText.Value(one), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Get-JIMRunProfile -ConnectedSystemName D", "Directory")]
    [InlineData("Start-JIMRunProfile -ConnectedSystemName HR -RunProfileName F", "'Full Import'|'Full Synchronisation'")]
    [InlineData("Start-JIMRunProfile HR 'Full I", "'Full Import'")]
    [InlineData("Set-JIMConnectedSystemObjectType -ConnectedSystemName Groups -ObjectTypeName ", "group|person")]
    [InlineData("Set-JIMConnectedSystemAttribute -ConnectedSystemName Groups -ObjectTypeName group -AttributeName M", "Members")]
    [InlineData("Get-JIMSyncRuleMapping -SyncRuleName User", "'User to Directory: user'")]
    [InlineData("Get-JIMMetaverseAttribute -Name Employee", "'Employee End Date'|'Employee ID'|'Employee Number'|'Employee Start Date'|'Employee Type'")]
    [InlineData("Get-JIMMetaverseObjectType -Name G", "Group")]
    [InlineData("New-JIMConnectedSystem -Name x -ConnectorName 'JIM F", "'JIM File Connector'")]
    [InlineData("Get-JIMServiceSetting -Key Sync.P", "Sync.PageSize|Sync.PartitionValidationMode")]
    [InlineData("Get-JIMRole -Name O", "Operator")]
    [InlineData("New-JIMSyncRuleMapping -SyncRuleName 'HR: person to User' -SourceConnectedSystemAttributeName Job", "JobTitle")]
    [InlineData("New-JIMSyncRuleMatchingRule -SyncRuleId 1 -SourceAttributeName Employee", "EmployeeId|EmployeeNumber|EmployeeType")]
    [InlineData("Set-JIMAlertRule -ConnectedSystemName HR -RunProfileName 'Full Import' -AlertRuleName Too", "'Too many leavers'")]
    [InlineData("Get-JIMAlertRule -ConnectedSystemName HR -RunProfileId 1 -Name ", "'Too many leavers'")]
    [InlineData("Get-JIMAlertRule -ConnectedSystemName HR -Name ", "")]
    [InlineData("Get-JIMApiKey -Name NoSuch", "")]
    [InlineData("Get-JIMRunProfile -ConnectedSystemName Nowhere -Name ", "")]
    [InlineData("Start-JIMRunProfile -RunProfileName F", "")]
    public void Names_complete_from_the_server(string line, string names) => Assert.Equal(names, string.Join('|', shell.Complete(line)));

    [Fact]
    public void Without_a_connection_nothing_completes()
    {
        using var alone = new Shell();

        Assert.Empty(alone.Complete("Get-JIMRunProfile -ConnectedSystemName D"));
    }

    public static TheoryData<string> Printed =>
    [
        "Get-JIMActivity -First 5", "Get-JIMActivity -Operation Execute -First 1 | Get-JIMActivityStats", "Get-JIMActivity -ConnectedSystem HR -RunProfile 'Full Import' | Get-JIMActivityItem -First 3",
        "(Get-JIMActivity -Operation Execute -First 1 | Get-JIMActivity).Phases", "Get-JIMConnectedSystem", "Get-JIMConnectedSystem | Get-JIMRunProfile", "Get-JIMSyncRule",
        "Get-JIMSyncRule | Get-JIMSyncRuleMapping", "Get-JIMConnectedSystem | Get-JIMMatchingRule", "Get-JIMMetaverseObject -First 3", "Get-JIMMetaverseObject -First 1 | Get-JIMMetaverseObject",
        "(Get-JIMMetaverseObject -First 1 | Get-JIMMetaverseObject).AttributeValues", "Get-JIMMetaverseObjectType", "Get-JIMMetaverseAttribute -First 3", "Get-JIMServiceSetting",
        "Get-JIMConnectedSystemObject -ConnectedSystemName HR -First 3", "Get-JIMConnectedSystemObjectType -ConnectedSystemName HR", "(Get-JIMConnectedSystemObjectType -ConnectedSystemName HR).Attributes",
        "Get-JIMConnectorDefinition", "(Get-JIMConnectorDefinition -Name 'JIM File Connector').Settings", "Get-JIMRole", "Get-JIMApiKey", "Get-JIMUserInfo", "Test-JIMConnection", "Get-JIMVersion",
        "Get-JIMActivity -Operation Execute -First 1 | Get-JIMActivity", "Get-JIMActivity -ConnectedSystem HR -RunProfile 'Full Import' -First 1 | Get-JIMActivityItem -First 1 | Get-JIMActivityItem",
        "Get-JIMConnectedSystemObject -ConnectedSystemName HR -First 1 | Get-JIMConnectedSystemObject", "(Get-JIMConnectedSystemObject -ConnectedSystemName HR -First 1 | Get-JIMConnectedSystemObject).AttributeValues",
        "Get-JIMConnectedSystem -Id 1", "Get-JIMConnectedSystemCapability -ConnectedSystemName HR", "Get-JIMConnectedSystemDeletionPreview -ConnectedSystemName HR", "Test-JIMExpression '1 + 1'", "Get-JIMHealth",
        "Get-JIMRunProfile -ConnectedSystemName HR | Get-JIMAlertRule",
    ];

    [Theory]
    [MemberData(nameof(Printed))]
    public void What_is_printed_fits_into_a_hundred_columns(string script)
    {
        var text = shell.Read(script);

        Assert.False(string.IsNullOrWhiteSpace(text));
        Assert.DoesNotContain("ERROR", text, StringComparison.Ordinal);
        Assert.All(text.Split('\n'), line => Assert.InRange(line.TrimEnd().Length, 0, 100));
        Assert.DoesNotContain('\u001b', text);
        // Without a view, PowerShell would list every member, the type names of inner objects included.
        Assert.DoesNotContain("System.Object[]", text, StringComparison.Ordinal);
        Assert.DoesNotContain("@{", text, StringComparison.Ordinal);
        Assert.All(shell.Do(script).Objects, one => Assert.Contains(Generator.ModuleViews.All, view => view.Type == one.TypeNames[0]));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_status_is_coloured_where_the_host_shows_colours(bool colours)
    {
        using var other = new Shell(server, new RecordingHost(colours: colours));

        Assert.Equal(colours, other.Print("Get-JIMActivity -Status Complete -First 1").Contains("\u001b[32mComplete", StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_read_in_full_shows_what_is_inside()
    {
        const string Import = "Get-JIMActivity -ConnectedSystem HR -RunProfile 'Full Import' -First 1";
        Assert.Matches(@"Phases +: Connecting: completed, ", shell.Read($"{Import} | Get-JIMActivity"));
        Assert.Matches(@"Counts +: \d+ objects processed, ", shell.Read($"{Import} | Get-JIMActivity"));
        Assert.Matches(@"Changes +: EmployeeId: \(none\) -> E", shell.Read("Get-JIMActivity -ConnectedSystem HR -RunProfile 'Full Import' | Get-JIMActivityItem -First 1 | Get-JIMActivityItem"));
        Assert.Matches(@"Values +: Account Name: ", shell.Read("Get-JIMMetaverseObject -First 1 | Get-JIMMetaverseObject"));
        Assert.Matches(@"Values +: EmployeeId: E", shell.Read("Get-JIMConnectedSystemObject -ConnectedSystemName HR -First 1 | Get-JIMConnectedSystemObject"));
    }

    [Fact]
    public void Objects_inside_objects_have_types_too()
    {
        var attribute = (PSObject)((object[])shell.Do("Get-JIMConnectedSystemObjectType -ConnectedSystemName HR")["Attributes"]!)[0];

        Assert.Equal("JIM.ConnectedSystemAttribute", attribute.TypeNames[0]);
        Assert.IsType<DateTime>(attribute.Properties["Created"].Value);
    }

    [Fact]
    public void Tables_say_dates_in_local_time_and_durations_in_words()
    {
        var text = shell.Print("Get-JIMActivity -RunProfile 'Full Import' -First 2");

        Assert.Contains("HR - Full Import", shell.Print("Get-JIMActivity -ConnectedSystem HR -RunProfile 'Full Import'"), StringComparison.Ordinal);
        Assert.Contains(DateTime.Now.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), text, StringComparison.Ordinal);
        Assert.Matches(@"\d\.\d s", text);
    }
}
