namespace Jim.Generator;

/// <summary>A column or a line of a view: its heading, the script that makes its text, and its width; 0 takes what is left.</summary>
public sealed record Column(string Label, string Script, int Width = 0, bool Right = false)
{
    public static Column Text(string member, int width = 0, string? label = null) => Of(member, "Plain", width, label);

    public static Column Time(string member, string? label = null) => Of(member, "Time", 16, label);

    public static Column Duration(string member, string? label = null) => Of(member, "Duration", 12, label) with { Right = true };

    public static Column Number(string member, int width = 9, string? label = null) => Of(member, "Number", width, label) with { Right = true };

    public static Column Status(string member = "Status", int width = 19) =>
        new(member, $"[Jim.Views.ViewText]::Status($_.{member}, $Host.UI.SupportsVirtualTerminal)", width);

    public static Column Whole(string label, string method, int width = 0) => new(label, $"[Jim.Views.ViewText]::{method}($_)", width);

    private static Column Of(string member, string method, int width, string? label) =>
        new(label ?? member, $"[Jim.Views.ViewText]::{method}($_.{member})", width);
}

/// <summary>How objects of a type are shown: as a table where it has columns, and as a list of its lines.</summary>
public sealed record View(string Type, IReadOnlyList<Column> Columns, IReadOnlyList<Column> Lines)
{
    public static View Table(string type, params Column[] columns) => new("JIM." + type, columns, [Column.Text("Id"), .. columns]);

    public static View List(string type, params string[] members) => new("JIM." + type, [], members.Select(one => Column.Text(one)).ToList());

    public View And(params string[] members) => this with { Lines = [.. Lines, .. members.Select(one => Column.Text(one))] };
}

/// <summary>The views of all types that cmdlets give out. A table fits into a hundred columns.</summary>
public static class ModuleViews
{
    public static IReadOnlyList<View> All { get; } =
    [
        View.Table("Activity", Column.Time("Created"), Column.Status(), Column.Text("TargetOperationType", 12, "Operation"), Column.Whole("Target", "Target"),
            Column.Duration("ExecutionTime", "Took"), Column.Number("TotalErrors", 7, "Errors"))
            .And("TargetType", "ConnectedSystemRunType", "ObjectsProcessed", "InitiatedByName", "Message", "WarningMessage", "ErrorMessage", "TotalAdded", "TotalUpdated",
                 "TotalDeleted", "TotalProjected", "TotalJoined", "TotalExported", "TotalPendingExports"),
        View.Table("ActivityProgress", Column.Whole("Run", "Target", 28), Column.Status("State", 12), Column.Text("Summary"))
            .And("Phase", "PercentComplete", "ObjectsPerSecond", "ElapsedSeconds", "EstimatedSecondsRemaining", "TotalErrors"),
        View.Table("ActivityPhase", Column.Text("Name", 24), Column.Status("Status", 10), Column.Time("Started"), Column.Duration("DurationSeconds", "Took"), Column.Number("Processed")),
        View.List("ActivityStats", "TotalObjectsProcessed", "TotalObjectChangeCount", "TotalUnchanged", "TotalObjectErrors", "TotalCsoAdds", "TotalCsoUpdates", "TotalCsoDeletes",
            "TotalProjections", "TotalJoins", "TotalAttributeFlows", "TotalDisconnections", "TotalPendingExports", "TotalPendingExportsConfirmed", "TotalExported",
            "TotalDeprovisioned", "TotalMetaverseObjectsCreated", "TotalMetaverseObjectsUpdated", "TotalMetaverseObjectsDeleted"),
        View.Table("ActivityItem", Column.Text("ExternalIdValue", 16, "External id"), Column.Text("DisplayName", 22, "Name"), Column.Text("ObjectChangeType", 14, "Change"),
            Column.Text("ErrorType", 20, "Error"), Column.Text("ErrorMessage", 0, "Why")).And("ConnectedSystemObjectType", "OutcomeSummary"),
        View.Table("ApiKey", Column.Text("Name", 24), Column.Text("KeyPrefix", 13, "Prefix"), Column.Text("IsEnabled", 9, "Enabled"), Column.Time("ExpiresAt", "Expires"),
            Column.Time("LastUsedAt", "Last used"), new Column("Roles", "[Jim.Views.ViewText]::Plain($_.Roles.Name)")).And("Description", "CreatedAt", "LastUsedFromIp", "Key"),
        View.Table("Role", Column.Number("Id", 4), Column.Text("Name", 24), Column.Text("BuiltIn", 8)),
        View.Table("ConnectedSystem", Column.Number("Id", 4), Column.Text("Name", 24), new Column("Connector", "[Jim.Views.ViewText]::Plain($(if ($_.ConnectorName) { $_.ConnectorName } else { $_.Connector.Name }))", 22),
            Column.Text("Status", 9), Column.Number("ObjectCount", 11, "Objects"), new Column("To export", "[Jim.Views.ViewText]::Number($(if ($null -ne $_.PendingExportObjectsCount) { $_.PendingExportObjectsCount } else { $_.PendingExportCount }))", 11, true))
            .And("Description", "Created", "LastUpdated", "SettingValuesValid", "UnresolvedReferenceHandling"),
        View.Table("ConnectedSystemObjectType", Column.Number("Id", 4), Column.Text("Name", 28), Column.Text("Selected", 8), Column.Number("AttributeCount", 10, "Attributes"))
            .And("RemoveContributedAttributesOnObsoletion", "Created"),
        View.Table("ConnectedSystemAttribute", Column.Number("Id", 5), Column.Text("Name", 28), Column.Text("Type", 11), Column.Text("AttributePlurality", 12, "Plurality"),
            Column.Text("Selected", 8), Column.Text("IsExternalId", 11, "External id")).And("Description", "Writability", "ReferencedObjectTypeName"),
        View.Table("Capability", Column.Text("Name", 40), Column.Text("Value")),
        View.List("DeletionPreview", "ConnectedSystemName", "ConnectedSystemObjectCount", "JoinedMvoCount", "MvosWithOtherConnectorsCount", "SyncRuleCount", "RunProfileCount",
            "PendingExportCount", "EstimatedDeletionTime", "WillRunAsBackgroundJob", "HasRunningSyncOperation", "Warnings"),
        View.List("DeletionResult", "Success", "Outcome", "ActivityId", "WorkerTaskId", "ErrorMessage"),
        View.Table("ConnectedSystemObject", Column.Text("ExternalIdValue", 20, "External id"), Column.Text("DisplayName", 28, "Name"), Column.Text("TypeName", 12, "Type"),
            Column.Text("Status", 11), Column.Text("JoinType", 11, "Join")).And("ConnectedSystemId", "MetaverseObjectId", "Created", "LastUpdated", "HasPendingExport"),
        View.Table("AttributeValue", Column.Text("AttributeName", 28, "Attribute"), Column.Whole("Value", "Value")).And("ContributedBySystemName", "ContributedBySyncRuleName"),
        View.Table("PendingExport", Column.Time("CreatedAt", "Created"), Column.Text("ChangeType", 7, "Change"), Column.Text("Status", 18), Column.Text("SourceMetaverseObjectDisplayName", 28, "Object"),
            Column.Number("AttributeChangeCount", 8, "Values"), Column.Number("ErrorCount", 7, "Errors")).And("TargetObjectIdentifier", "LastErrorMessage", "NextRetryAt"),
        View.Table("PendingExportChange", Column.Text("AttributeName", 28, "Attribute"), Column.Text("ChangeType", 10, "Change"), Column.Text("Status", 26), Column.Whole("Value", "Value")),
        View.Table("Partition", Column.Number("Id", 5), Column.Text("Name", 40), Column.Text("Selected", 8)).And("ExternalId"),
        View.Table("Container", Column.Number("Id", 5), Column.Text("Name", 40), Column.Text("Selected", 8), Column.Text("Excluded", 8), Column.Text("Scope", 9)).And("ExternalId", "Description"),
        View.List("SchemaRefreshResult", "Success", "HasChanges", "TotalObjectTypes", "TotalAttributes", "AddedObjectTypes", "RemovedObjectTypes", "UpdatedObjectTypes", "AddedAttributes",
            "RemovedAttributes", "ErrorMessage"),
        View.List("HierarchyRefreshResult", "Success", "Summary", "HasChanges", "TotalPartitions", "TotalContainers", "ErrorMessage"),
        View.List("AttributesUpdated", "UpdatedCount", "ActivityId", "Errors"),
        View.List("Connection", "Url", "Connected", "Version", "Name", "AuthMethod", "Roles", "Reason"),
        View.List("Version", "Product", "Version"),
        View.List("Health", "Status", "Timestamp", "Reason", "Error"),
        View.List("UserInfo", "Name", "IsAdministrator", "Roles", "AuthMethod", "Message"),
        View.Table("ConnectorDefinition", Column.Number("Id", 4), Column.Text("Name", 32), Column.Text("BuiltIn", 8), Column.Text("Description"))
            .And("SupportsFullImport", "SupportsDeltaImport", "SupportsExport", "SupportsPartitions", "Created"),
        View.Table("ConnectorSetting", Column.Number("Id", 4), Column.Text("Name", 24), Column.Text("Category", 12), Column.Text("Type", 15), Column.Text("Required", 8),
            Column.Text("DefaultStringValue", 0, "Default")).And("Description", "DropDownValues", "RequiredGroup"),
        View.List("ExpressionTrial", "IsValid", "Result", "ResultType", "ErrorMessage"),
        View.Table("MatchingRule", Column.Number("Order", 5), Column.Text("ConnectedSystemObjectTypeName", 16, "Object type"), new Column("Source", "[Jim.Views.ViewText]::Sources($_.Sources)", 22),
            Column.Text("TargetMetaverseAttributeName", 22, "Metaverse attribute"), Column.Text("CaseSensitive", 13)).And("MetaverseObjectTypeName", "SyncRuleId", "Created"),
        View.List("MatchingModeSwitch", "Success", "NewMode", "SyncRulesUpdated", "ObjectTypesUpdated", "Warnings", "ErrorMessage"),
        View.Table("MetaverseObject", Column.Text("DisplayName", 32, "Name"), new Column("Type", "[Jim.Views.ViewText]::Plain($_.Type.Name)", 12), Column.Text("Status", 9), Column.Time("Created"),
            Column.Text("Id", 0, "Id")).And("Origin", "LastUpdated", "IsPendingDeletion", "DeletionEligibleDate"),
        View.Table("MetaverseObjectType", Column.Number("Id", 4), Column.Text("Name", 20), Column.Text("DeletionRule", 36), Column.Duration("DeletionGracePeriod", "Grace period"), Column.Text("BuiltIn", 8))
            .And("PluralName", "DeletionTriggerMode", "Created"),
        View.Table("MetaverseAttribute", Column.Number("Id", 5), Column.Text("Name", 32), Column.Text("Type", 11), Column.Text("AttributePlurality", 13, "Plurality"), Column.Text("BuiltIn", 8))
            .And("RenderingHint", "Created"),
        View.Table("RunProfile", Column.Number("Id", 5), Column.Number("ConnectedSystemId", 6, "System"), Column.Text("Name", 30), Column.Text("RunType", 20), Column.Number("PageSize", 8), Column.Text("FilePath", 0, "File"))
            .And("PartitionName", "VerifyImportContentHashes"),
        View.List("RunProfileExecution", "ActivityId", "TaskId", "Message", "Warnings"),
        new View("JIM.ServiceSetting", [Column.Text("Key", 52), Column.Text("EffectiveValue", 24, "Value"), Column.Text("IsOverridden", 7, "Changed"), Column.Text("IsReadOnly", 9, "Read only")],
            [Column.Text("Key"), Column.Text("DisplayName"), Column.Text("Description"), Column.Text("ValueType"), Column.Text("DefaultValue"), Column.Text("Value"), Column.Text("EffectiveValue")]),
        View.Table("SyncRule", Column.Number("Id", 4), Column.Text("Name", 34), Column.Text("Direction", 9), Column.Text("ConnectedSystemObjectTypeName", 14, "Object type"),
            Column.Text("MetaverseObjectTypeName", 14, "Metaverse type"), Column.Text("Enabled", 7)).And("ConnectedSystemName", "Description", "ProjectToMetaverse", "ProvisionToConnectedSystem",
            "OutboundDeprovisionAction", "EnforceState", "Created"),
        View.Table("SyncRuleMapping", Column.Number("Id", 5), new Column("Target", "[Jim.Views.ViewText]::Plain($(if ($_.TargetMetaverseAttributeName) { $_.TargetMetaverseAttributeName } else { $_.TargetConnectedSystemAttributeName }))", 26),
            new Column("From", "[Jim.Views.ViewText]::Sources($_.Sources)"), Column.Text("Enabled", 7)).And("SourceType", "InboundValueProcessing", "CaseNormalisation", "NullIsValue", "InitialExportOnly", "SyncRuleId"),
        View.Table("WorkerTask", Column.Time("Timestamp", "Queued"), Column.Text("Name", 36), Column.Status("Status", 22), Column.Text("ProgressMessage", 0, "Doing"))
            .And("Type", "ActivityId", "InitiatedByName"),
    ];
}
