using Jim.Tests.Hosting;

namespace Jim.Tests;

/// <summary>What cmdlets are given reaches the server: the object that comes back has it.</summary>
[Collection(DemoCompanyGroup.Name)]
public sealed class ParameterTests(CompanyCopy copy) : IClassFixture<CompanyCopy>
{
    private const string Hr = "(Get-JIMConnectedSystem -Name HR).Id";
    private const string Person = "(Get-JIMConnectedSystemObjectType -ConnectedSystemName HR).Id";
    private const string User = "(Get-JIMMetaverseObjectType -Name User).Id";
    private const string Email = "(Get-JIMMetaverseAttribute -Name Email).Id";
    private const string JobTitle = "((Get-JIMConnectedSystemObjectType -ConnectedSystemName HR).Attributes | Where-Object Name -eq JobTitle).Id";
    private const string HrRule = "(Get-JIMSyncRule -Name 'HR: person to User').Id";
    private const string UserRule = "(Get-JIMSyncRule -Name 'User to Directory: user').Id";
    private const string Description = "((Get-JIMConnectedSystemObjectType -ConnectedSystemName Directory | Where-Object Name -eq user).Attributes | Where-Object Name -eq description).Id";
    private const string UnusedKey = "(New-JIMApiKey -Name Unused -PassThru)";
    private const string Spare = "(New-JIMSyncRuleMapping -SyncRuleName 'HR: person to User' -TargetMetaverseAttributeName Info -Expression 'cs[\"JobTitle\"]')";

    [Theory]
    [InlineData("New-JIMRunProfile -ConnectedSystemName HR -Name Verified -RunType FullImport -PageSize 50 -FilePath /srv/other.csv -VerifyImportContentHashes -RestartsAfterLostWorker 2 -PassThru", "VerifyImportContentHashes", "True")]
    [InlineData("Set-JIMRunProfile -ConnectedSystemName HR -RunProfileName 'Full Import' -FilePath /srv/other.csv -VerifyImportContentHashes $true -RestartsAfterLostWorker 3 -PassThru", "RestartsAfterLostWorker", "3")]
    [InlineData($"Set-JIMRunProfile -ConnectedSystemId {Hr} -RunProfileId (Get-JIMRunProfile -ConnectedSystemName HR -Name 'Full Synchronisation').Id -PageSize 77 -PassThru", "PageSize", "77")]
    [InlineData($"Remove-JIMRunProfile -ConnectedSystemId {Hr} -RunProfileId (New-JIMRunProfile -ConnectedSystemName HR -Name Short -RunType FullImport -PassThru).Id -Force -PassThru", "Name", "Short")]
    [InlineData("Set-JIMConnectedSystem -ConnectedSystemName HR -Description 'Who works here' -MaxExportParallelism 3 -RequireSecureTransport -PassThru", "MaxExportParallelism", "3")]
    [InlineData("Set-JIMConnectedSystem -InputObject (Get-JIMConnectedSystem -Name HR) -InitialPasswordTimeToLive '2.00:00:00' -PassThru", "InitialPasswordTimeToLive", "2.00:00:00")]
    [InlineData("Import-JIMConnectedSystemSchema -InputObject (Get-JIMConnectedSystem -Name HR) -PassThru", "Name", "HR")]
    [InlineData("Clear-JIMConnectedSystem -InputObject (New-JIMConnectedSystem -Name Empty -ConnectorName 'JIM File Connector' -PassThru) -Force; Get-JIMConnectedSystem -Name Empty", "ObjectCount", "0")]
    [InlineData($"Set-JIMConnectedSystemAttribute -ConnectedSystemId {Hr} -ObjectTypeId {Person} -AttributeId {JobTitle} -Selected $true -PassThru", "Selected", "True")]
    [InlineData("Set-JIMConnectedSystemAttribute -ConnectedSystemName HR -ObjectTypeName person -AttributeName Department -Type Text -PassThru", "Type", "Text")]
    [InlineData("Set-JIMMetaverseObjectType -Id (New-JIMMetaverseObjectType -Name Room -PluralName Rooms).Id -NewName Hall -PluralName Halls -Icon door -PassThru", "PluralName", "Halls")]
    [InlineData($"New-JIMMetaverseObjectType -Name Desk -PluralName Desks -Icon desk -DeletionRule WhenAuthoritativeSourceDisconnected -DeletionTriggerMode SpecificSourcesDisconnect -DeletionTriggerConnectedSystemIds {Hr}", "DeletionTriggerMode", "SpecificSourcesDisconnect")]
    [InlineData("Set-JIMMetaverseObjectType -Name Group -DeletionGracePeriod '3.00:00:00' -PreviewActivityId 11111111-1111-1111-1111-111111111111 -PassThru", "DeletionGracePeriod", "3.00:00:00")]
    [InlineData("Set-JIMMetaverseAttribute -InputObject (New-JIMMetaverseAttribute -Name Floor -Type Text) -StandardMappings @{ Standard = 'Ldap'; CounterpartName = 'floorNumber'; Notes = 'Of the office' } -PassThru | ForEach-Object StandardMappings", "CounterpartName", "floorNumber")]
    [InlineData("Get-JIMMetaverseAttribute -Name 'Job Title' | Add-JIMMetaverseObjectTypeAttribute -ObjectTypeId (Get-JIMMetaverseObjectType -Name Group).Id -PassThru", "Name", "Job Title")]
    [InlineData($"New-JIMSyncRule -Name ByIds -Description Ids -ConnectedSystemId {Hr} -ConnectedSystemObjectTypeId {Person} -MetaverseObjectTypeId {User} -Direction Import -Enabled $false -PassThru", "Description", "Ids")]
    [InlineData("New-JIMSyncRule -Name Staying -ConnectedSystemName HR -ConnectedSystemObjectTypeName person -MetaverseObjectTypeName User -Direction Import -InboundOutOfScopeAction RemainJoined -PassThru", "Name", "Staying")]
    [InlineData("New-JIMSyncRule -Name Loose -ConnectedSystemName Directory -ConnectedSystemObjectTypeName user -MetaverseObjectTypeName User -Direction Export -EnforceState $false -PassThru", "EnforceState", "False")]
    [InlineData("Set-JIMSyncRule -SyncRuleName 'HR: person to User' -Description People -ProjectToMetaverse $false -InboundOutOfScopeAction RemainJoined -PassThru", "ProjectToMetaverse", "False")]
    [InlineData("Set-JIMSyncRule -SyncRuleName 'User to Directory: user' -ProvisionToConnectedSystem $false -EnforceState $false -PassThru", "EnforceState", "False")]
    [InlineData("Set-JIMSyncRule -InputObject (Get-JIMSyncRule -Name 'Group to*') -PreviewActivityId 11111111-1111-1111-1111-111111111111 -Name 'Groups out' -PassThru", "Name", "Groups out")]
    [InlineData($"New-JIMSyncRuleMapping -SyncRuleId {HrRule} -TargetMetaverseAttributeId {Email} -SourceConnectedSystemAttributeId {JobTitle} -NullIsValue", "NullIsValue", "True")]
    [InlineData($"New-JIMSyncRuleMapping -SyncRuleId {UserRule} -TargetConnectedSystemAttributeId {Description} -SourceMetaverseAttributeId {Email}", "TargetConnectedSystemAttributeName", "description")]
    [InlineData($"Set-JIMSyncRuleMapping -InputObject {Spare} -InboundValueProcessing TrimWhitespace -NullIsValue $true -PassThru", "InboundValueProcessing", "TrimWhitespace")]
    [InlineData($"Set-JIMSyncRuleMapping -InputObject {Spare} -MissingInputBehaviour FailMapping -PassThru | ForEach-Object Sources", "MissingInputBehaviour", "FailMapping")]
    [InlineData($"$spare = {Spare}; Remove-JIMSyncRuleMapping -InputObject $spare -Force; @(Get-JIMSyncRuleMapping -SyncRuleName 'HR: person to User' | Where-Object Id -eq $spare.Id)", "Id", null)]
    [InlineData("Get-JIMSyncRuleMapping -SyncRuleName 'User to Directory: user' | Where-Object TargetConnectedSystemAttributeName -eq title | Set-JIMSyncRuleMapping -InitialExportOnly $true -Enabled $false -PassThru", "Enabled", "False")]
    [InlineData($"New-JIMMatchingRule -ConnectedSystemId {Hr} -ObjectTypeId {Person} -MetaverseObjectTypeId {User} -SourceAttributeId {JobTitle} -TargetMetaverseAttributeId {Email} -Order 9 -PassThru", "Order", "9")]
    [InlineData($"@(Get-JIMMatchingRule -ConnectedSystemName HR)[0] | Set-JIMMatchingRule -MetaverseObjectTypeId {User} -TargetMetaverseAttributeId {Email} -PassThru", "TargetMetaverseAttributeName", "Email")]
    [InlineData("@(Get-JIMMatchingRule -ConnectedSystemName HR)[0] | Set-JIMMatchingRule -MetaverseObjectTypeName User -TargetMetaverseAttributeName 'Employee ID' -SourceAttributeName EmployeeId -PassThru", "TargetMetaverseAttributeName", "Employee ID")]
    [InlineData("New-JIMApiKey -Name Described -Description 'What for' -PassThru", "Description", "What for")]
    [InlineData($"Set-JIMApiKey -InputObject {UnusedKey} -Name Used -RoleName Reader, Operator -PassThru | ForEach-Object {{ $_.Roles[0] }}", "Name", "Reader")]
    public void Parameters_reach_the_server(string script, string member, string? value) =>
        Assert.Equal(value, copy.Shell.Do(script).Objects.Select(one => $"{one.Properties[member].Value}").SingleOrDefault());

    [Fact]
    public void Matching_rules_of_a_synchronisation_rule_are_named_by_ids_or_names()
    {
        var shell = copy.Shell;
        shell.Do("Switch-JIMMatchingMode -ConnectedSystemName Groups -Mode SyncRule -Confirm:$false; $rule = Get-JIMSyncRule -Name 'Groups: group to Group'");
        var made = shell.Do("""
            $source = ((Get-JIMConnectedSystemObjectType -ConnectedSystemName Groups | Where-Object Name -eq group).Attributes | Where-Object Name -eq Name).Id
            New-JIMSyncRuleMatchingRule -SyncRuleId $rule.Id -SourceAttributeId $source -TargetMetaverseAttributeId (Get-JIMMetaverseAttribute -Name 'Display Name').Id -PassThru
            """);
        Assert.Equal("Display Name", made["TargetMetaverseAttributeName"]);

        Assert.Equal("Email", shell.Do("$m | Set-JIMSyncRuleMatchingRule -TargetMetaverseAttributeId (Get-JIMMetaverseAttribute -Name Email).Id -PassThru", ("m", made.Only))["TargetMetaverseAttributeName"]);
        var named = shell.Do("$m | Set-JIMSyncRuleMatchingRule -TargetMetaverseAttributeName 'Common Name' -SourceAttributeName Id -PassThru");
        Assert.Equal("Common Name", named["TargetMetaverseAttributeName"]);
        Assert.Equal("Id", shell.Do("$n.Sources[0].ConnectedSystemAttributeName", ("n", named.Only)).Only.BaseObject);
    }
}
