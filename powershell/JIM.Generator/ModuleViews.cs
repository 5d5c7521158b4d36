namespace Jim.Generator;

/// <summary>
/// A column or a line of a view: its heading, the script that makes its text, and its width; 0 takes what is left. A line may be left
/// out where there is nothing to say.
/// </summary>
public sealed record Column(string Label, string Script, int Width = 0, bool Right = false, bool IfAny = false)
{
    public static Column Text(string member, int width = 0, string? label = null) => Of(member, "Plain", width, label);

    public static Column Time(string member, string? label = null) => Of(member, "Time", 16, label);

    public static Column Duration(string member, string? label = null) => Of(member, "Duration", 12, label) with { Right = true };

    public static Column Number(string member, int width = 9, string? label = null) => Of(member, "Number", width, label) with { Right = true };

    public static Column Status(string member = "Status", int width = 19) =>
        new(member, $"[Jim.Views.ViewText]::Status($_.{member}, $Host.UI.SupportsVirtualTerminal)", width);

    public static Column Whole(string label, string method, int width = 0) => new(label, $"[Jim.Views.ViewText]::{method}($_)", width);

    /// <summary>A line with the member as a method of ViewText writes it.</summary>
    public static Column By(string method, string member, string? label = null) => Of(member, method, 0, label) with { IfAny = true };

    private static Column Of(string member, string method, int width, string? label) =>
        new(label ?? member, $"[Jim.Views.ViewText]::{method}($_.{member})", width);
}

/// <summary>How objects of a type are shown: as a table where it has columns, and as a list of its lines.</summary>
public sealed record View(string Type, IReadOnlyList<Column> Columns, IReadOnlyList<Column> Lines, bool Wraps = false)
{
    public static View Table(string type, params Column[] columns) =>
        new("JIM." + type, columns, columns.Any(one => one.Label == "Id") ? columns : [Column.Text("Id"), .. columns]);

    public static View List(string type, params string[] members) => new("JIM." + type, [], members.Select(one => Column.Text(one)).ToList());

    /// <summary>What was read in full: its text, then lines that are there only where there is something to say.</summary>
    public static View Detail(string type, params Column[] lines) => new("JIM." + type, [], lines);

    /// <summary>A table that goes on in the next line where a text is too long, instead of cutting it.</summary>
    public View Wrapped() => this with { Wraps = true };

    /// <summary>A list with another line, where there is something to say.</summary>
    public View With(Column line) => this with { Lines = [.. Lines, line with { IfAny = true }] };

    public View And(params string[] members) => this with { Lines = [.. Lines, .. members.Select(one => Column.Text(one))] };
}

/// <summary>The views of all types that cmdlets give out. A table fits into a hundred columns.</summary>
public static class ModuleViews
{
    private static readonly Column Alerts = Column.Whole("Alerts", "Alerts");

    public static IReadOnlyList<View> All { get; } =
    [
        View.Table("AlertRule", Column.Number("Id", 4), Column.Number("RunProfileId", 11, "Run profile"), Column.Text("Name", 24), Column.Whole("When", "When"), Column.Text("Actions", 19),
            Column.Text("Enabled", 7)).Wrapped().And("ConnectedSystemId", "Condition", "Measure", "Threshold", "MinimumObjects", "WebhookUrl", "HasWebhookSecret"),
        new View("JIM.Alert", [Column.Time("At"), Column.Text("Rule", 24), Column.Text("Text", 0, "What was seen"), Column.Text("Pauses", 6)],
            [Column.Time("At"), Column.Text("Rule"), Column.Text("Text", 0, "What was seen"), Column.Text("Pauses"), Column.Text("Condition"), Column.Text("Measure"), Column.Text("Observed"),
             Column.Text("Threshold"), Column.By("Plain", "ResumedBy", "Resumed by"), Column.By("Time", "ResumedAt", "Resumed")], Wraps: true),
        View.Table("Activity", Column.Time("Created"), Column.Status(), Column.Text("TargetOperationType", 12, "Operation"), Column.Whole("Target", "Target"),
            Column.Duration("ExecutionTime", "Took"), new Column("Errors", "[Jim.Views.ViewText]::Number($(if ($null -ne $_.TotalErrors) { $_.TotalErrors } else { $_.ExecutionStats.TotalObjectErrors }))", 7, true))
            .And("TargetType", "ConnectedSystemRunType", "ObjectsProcessed", "InitiatedByName", "Message", "WarningMessage", "ErrorMessage", "TotalAdded", "TotalUpdated",
                 "TotalDeleted", "TotalProjected", "TotalJoined", "TotalExported", "TotalPendingExports"),
        View.Detail("ActivityDetail", Column.Text("Id"), Column.Whole("Target", "Target"), Column.Text("TargetOperationType", 0, "Operation"), Column.Status(), Column.Time("Created"),
            Column.By("Duration", "ExecutionTime", "Took"), Column.Text("InitiatedByName", 0, "By"), Column.By("Plain", "ChangeReason", "Reason"), Column.By("Plain", "Message"), Column.By("Plain", "WarningMessage", "Warning"),
            Column.By("Plain", "ErrorMessage", "Error"), Column.By("Counts", "ExecutionStats", "Counts"), Column.By("Phases", "Phases")).With(Alerts),
        View.Table("ActivityProgress", Column.Whole("Run", "Target", 28), Column.Status("State", 12),
            new Column("Summary", "[Jim.Views.ViewText]::Plain($(if ($_.State -eq 'paused') { $_.Message } else { $_.Summary }))")).Wrapped()
            .And("Phase", "PercentComplete", "ObjectsPerSecond", "ElapsedSeconds", "EstimatedSecondsRemaining", "TotalErrors").With(Alerts),
        View.Table("ActivityPhase", Column.Text("Name", 24), Column.Status("Status", 10), Column.Time("Started"), Column.Duration("DurationSeconds", "Took"), Column.Number("Processed")),
        View.List("ActivityStats", "TotalObjectsProcessed", "TotalObjectChangeCount", "TotalUnchanged", "TotalObjectErrors", "TotalCsoAdds", "TotalCsoUpdates", "TotalCsoDeletes",
            "TotalProjections", "TotalJoins", "TotalAttributeFlows", "TotalDisconnections", "TotalPendingExports", "TotalPendingExportsConfirmed", "TotalExported",
            "TotalDeprovisioned", "TotalMetaverseObjectsCreated", "TotalMetaverseObjectsUpdated", "TotalMetaverseObjectsDeleted").With(Alerts),
        View.Table("ActivityItem", Column.Text("ExternalIdValue", 14, "External id"), Column.Text("DisplayName", 20, "Name"),
            new Column("Result", "[Jim.Views.ViewText]::Plain($(if ($_.ErrorType) { $_.ErrorType } else { $_.ObjectChangeType }))", 22), Column.Text("ErrorMessage", 0, "Why")).Wrapped()
            .And("ConnectedSystemObjectType", "OutcomeSummary"),
        View.Detail("ActivityItemDetail", Column.Text("Id"), Column.Text("ExternalIdValue", 0, "External id"), Column.By("Plain", "DisplayName", "Name"), Column.Text("ConnectedSystemObjectType", 0, "Type"),
            Column.Text("ObjectChangeType", 0, "Change"), Column.By("Plain", "ErrorType", "Error"), Column.By("Plain", "ErrorMessage", "Why"), Column.By("Plain", "OutcomeSummary", "Outcomes"),
            Column.By("Changes", "Changes")),
        View.Table("ApiKey", Column.Text("Name", 24), Column.Text("KeyPrefix", 13, "Prefix"), Column.Text("IsEnabled", 9, "Enabled"), Column.Time("ExpiresAt", "Expires"),
            Column.Time("LastUsedAt", "Last used"), new Column("Roles", "[Jim.Views.ViewText]::Plain($_.Roles.Name)")).And("Description", "CreatedAt", "LastUsedFromIp", "Key"),
        View.Detail("NewApiKey", Column.Text("Id"), Column.Text("Name"), Column.Text("Key"), Column.By("Plain", "Description"), new Column("Roles", "[Jim.Views.ViewText]::Plain($_.Roles.Name)"),
            Column.By("Time", "ExpiresAt", "Expires")),
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
        View.Detail("ConnectedSystemObjectDetail", Column.Text("Id"), Column.Text("ConnectedSystemName", 0, "System"), Column.Text("TypeName", 0, "Type"), Column.By("Plain", "DisplayName", "Name"), Column.Text("Status"),
            Column.Text("JoinType", 0, "Join"), Column.By("Plain", "MetaverseObjectDisplayName", "Joined to"), Column.Time("Created"), Column.By("Time", "LastUpdated"), Column.By("Values", "AttributeValues", "Values")),
        View.Table("AttributeValue", Column.Text("AttributeName", 28, "Attribute"), Column.Whole("Value", "Value")).And("ContributedBySystemName", "ContributedBySyncRuleName"),
        View.Table("PendingExport", Column.Time("CreatedAt", "Created"), Column.Text("ChangeType", 7, "Change"), Column.Text("Status", 18), Column.Text("SourceMetaverseObjectDisplayName", 28, "Object"),
            Column.Number("AttributeChangeCount", 8, "Values"), Column.Number("ErrorCount", 7, "Errors")).And("TargetObjectIdentifier", "LastErrorMessage", "NextRetryAt"),
        View.Detail("PendingExportDetail", Column.Text("Id"), Column.Text("ConnectedSystemName", 0, "System"), Column.Text("ChangeType", 0, "Change"), Column.Text("Status"), Column.Time("CreatedAt", "Created"),
            Column.By("Plain", "ConnectedSystemObjectDisplayName", "Object"), Column.By("Plain", "SourceMetaverseObjectDisplayName", "From"), Column.By("Number", "ErrorCount", "Errors"), Column.By("Plain", "LastErrorMessage", "Why"),
            Column.By("PendingChanges", "AttributeChanges", "Changes")),
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
        View.Table("MatchingRule", Column.Number("Id", 4), Column.Number("Order", 5), Column.Text("ConnectedSystemObjectTypeName", 14, "Object type"), new Column("Source", "[Jim.Views.ViewText]::Sources($_.Sources)", 20),
            Column.Text("MetaverseObjectTypeName", 14, "Metaverse type"), Column.Text("TargetMetaverseAttributeName", 20, "Attribute"), Column.Text("CaseSensitive", 9, "Case")).And("ConnectedSystemId", "SyncRuleId", "Created"),
        View.List("MatchingModeSwitch", "Success", "NewMode", "SyncRulesUpdated", "ObjectTypesUpdated", "Warnings", "ErrorMessage"),
        View.Table("MetaverseObject", Column.Text("DisplayName", 30, "Name"), new Column("Type", "[Jim.Views.ViewText]::Plain($_.Type.Name)", 12), Column.Time("Created"), Column.Text("Id", 36, "Id"))
            .And("Status", "Origin", "LastUpdated", "IsPendingDeletion", "DeletionEligibleDate"),
        View.Detail("MetaverseObjectDetail", Column.Text("Id"), new Column("Type", "[Jim.Views.ViewText]::Plain($_.Type.Name)"), Column.By("Plain", "DisplayName", "Name"), Column.Text("Status"), Column.Text("Origin"),
            Column.Time("Created"), Column.By("Time", "LastUpdated"), Column.By("Time", "DeletionEligibleDate", "Goes on"), new Column("In", "[Jim.Views.ViewText]::Plain($_.ConnectedSystemObjects.ConnectedSystemName)"),
            Column.By("Values", "AttributeValues", "Values")),
        View.Table("MetaverseObjectType", Column.Number("Id", 4), Column.Text("Name", 20), Column.Text("DeletionRule", 36), Column.Duration("DeletionGracePeriod", "Grace period"), Column.Text("BuiltIn", 8))
            .And("PluralName", "DeletionTriggerMode", "Created"),
        View.Table("MetaverseAttribute", Column.Number("Id", 5), Column.Text("Name", 32), Column.Text("Type", 11), Column.Text("AttributePlurality", 13, "Plurality"), Column.Text("BuiltIn", 8))
            .And("RenderingHint", "Created"),
        View.Table("RunProfile", Column.Number("Id", 5), Column.Number("ConnectedSystemId", 6, "System"), Column.Text("Name", 30), Column.Text("RunType", 20), Column.Number("PageSize", 8), Column.Text("FilePath", 0, "File"))
            .And("PartitionName", "VerifyImportContentHashes", "RestartsAfterLostWorker"),
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
