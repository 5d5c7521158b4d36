@{
    RootModule = 'JIM.dll'
    ModuleVersion = '0.1.0'
    GUID = 'b4a3f5c6-50c7-4b58-9a5e-2f6f0f0f7a51'
    Description = 'Administers JIM, the identity synchronisation server: connects, configures, runs and follows with live progress.'
    Author = 'The JIM project'
    CompanyName = 'The JIM project'
    Copyright = 'The JIM project'
    PowerShellVersion = '7.4'
    CompatiblePSEditions = @('Core')
    FormatsToProcess = @('Formats/JIM.Format.ps1xml')
    FunctionsToExport = @()
    AliasesToExport = @()
    VariablesToExport = @()
    CmdletsToExport = @(
        'Add-JIMMetaverseObjectTypeAttribute',
        'Clear-JIMConnectedSystem',
        'Connect-JIM',
        'Disconnect-JIM',
        'Get-JIMActivity',
        'Get-JIMActivityChildren',
        'Get-JIMActivityItem',
        'Get-JIMActivityProgress',
        'Get-JIMActivityStats',
        'Get-JIMAlertRule',
        'Get-JIMApiKey',
        'Get-JIMConnectedSystem',
        'Get-JIMConnectedSystemCapability',
        'Get-JIMConnectedSystemDeletionPreview',
        'Get-JIMConnectedSystemObject',
        'Get-JIMConnectedSystemObjectAttributeValue',
        'Get-JIMConnectedSystemObjectType',
        'Get-JIMConnectedSystemPartition',
        'Get-JIMConnectedSystemUnresolvedReferenceCount',
        'Get-JIMConnectorDefinition',
        'Get-JIMHealth',
        'Get-JIMMatchingRule',
        'Get-JIMMetaverseAttribute',
        'Get-JIMMetaverseObject',
        'Get-JIMMetaverseObjectType',
        'Get-JIMPendingExport',
        'Get-JIMRole',
        'Get-JIMRunProfile',
        'Get-JIMServiceSetting',
        'Get-JIMSyncRule',
        'Get-JIMSyncRuleMapping',
        'Get-JIMSyncRuleMatchingRule',
        'Get-JIMUserInfo',
        'Get-JIMVersion',
        'Get-JIMWorkerTask',
        'Import-JIMConnectedSystemHierarchy',
        'Import-JIMConnectedSystemSchema',
        'New-JIMAlertRule',
        'New-JIMApiKey',
        'New-JIMConnectedSystem',
        'New-JIMMatchingRule',
        'New-JIMMetaverseAttribute',
        'New-JIMMetaverseObjectType',
        'New-JIMRunProfile',
        'New-JIMSyncRule',
        'New-JIMSyncRuleMapping',
        'New-JIMSyncRuleMatchingRule',
        'Remove-JIMAlertRule',
        'Remove-JIMApiKey',
        'Remove-JIMConnectedSystem',
        'Remove-JIMMatchingRule',
        'Remove-JIMRunProfile',
        'Remove-JIMSyncRule',
        'Remove-JIMSyncRuleMapping',
        'Remove-JIMSyncRuleMatchingRule',
        'Reset-JIMServiceSetting',
        'Resume-JIMActivity',
        'Set-JIMAlertRule',
        'Set-JIMApiKey',
        'Set-JIMConnectedSystem',
        'Set-JIMConnectedSystemAttribute',
        'Set-JIMConnectedSystemContainer',
        'Set-JIMConnectedSystemObjectType',
        'Set-JIMConnectedSystemPartition',
        'Set-JIMMatchingRule',
        'Set-JIMMetaverseAttribute',
        'Set-JIMMetaverseObjectType',
        'Set-JIMRunProfile',
        'Set-JIMServiceSetting',
        'Set-JIMSyncRule',
        'Set-JIMSyncRuleMapping',
        'Set-JIMSyncRuleMatchingRule',
        'Start-JIMRunProfile',
        'Stop-JIMActivity',
        'Stop-JIMWorkerTask',
        'Switch-JIMMatchingMode',
        'Test-JIMConnection',
        'Test-JIMExpression',
        'Wait-JIMActivity'
    )
    PrivateData = @{
        PSData = @{
            Tags = @('JIM', 'Identity', 'Synchronisation', 'Progress')
        }
    }
}
