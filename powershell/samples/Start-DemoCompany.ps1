#Requires -Version 7.4
<#
.SYNOPSIS
Moves a made-up company from its HR file, through JIM, into a directory file: from nothing to day two, with the JIM module alone.

.DESCRIPTION
Connect first, with Connect-JIM, to a server that has nothing of the company yet. Make the company's files with the server's program:

    jim sample --people 1000 --days 2 company

Each run is shown with its progress; its activity is given out. Read the script from its end: what it does is what your own scripts do.

.EXAMPLE
Connect-JIM -Url http://localhost:5200 -ApiKey (Get-Content jim-data/administrator.key)
./Start-DemoCompany.ps1 -Company ./company -Files ./files
#>
[CmdletBinding()]
param(
    # The folder that `jim sample` has written, with a folder for each day.
    [Parameter(Mandatory)] [string] $Company,
    # Where the server reads and writes its files: an empty folder that both can use.
    [Parameter(Mandatory)] [string] $Files,
    # How many days to go through.
    [ValidateRange(1, 2)] [int] $Days = 2
)

$ErrorActionPreference = 'Stop'
$Company = [IO.Path]::GetFullPath($Company, $PWD.Path)
$Files = [IO.Path]::GetFullPath($Files, $PWD.Path)

# A connected system over a file. $Types says for each object type which attribute its objects are known by,
# and which attributes have a type of their own.
function New-FileSystem([string] $Name, [hashtable] $Settings, [hashtable] $Types) {
    New-JIMConnectedSystem -Name $Name -ConnectorName 'JIM File Connector'
    Set-JIMConnectedSystem -ConnectedSystemName $Name -SettingValues $Settings -UnresolvedReferenceHandling Warn
    $system = Import-JIMConnectedSystemSchema -ConnectedSystemName $Name -PassThru
    foreach ($type in $system.ObjectTypes) {
        $wanted = $Types[$type.Name]
        $at = @{ ConnectedSystemId = $system.Id; ObjectTypeId = $type.Id }
        Set-JIMConnectedSystemObjectType @at -Selected $true
        Set-JIMConnectedSystemAttribute @at -AttributeName $wanted.Id -IsExternalId $true
        $selected = @{}
        foreach ($attribute in $type.Attributes) {
            if ($attribute.Name -eq $wanted.Id -or ($wanted.Only -and $attribute.Name -notin $wanted.Only)) { continue }
            $selected[$attribute.Id] = @{ Selected = $true }
        }
        if ($selected.Count) { Set-JIMConnectedSystemAttribute @at -AttributeUpdates $selected }
        foreach ($name in $wanted.Types.Keys) { Set-JIMConnectedSystemAttribute @at -AttributeName $name -Type $wanted.Types[$name] }
    }
    New-JIMRunProfile -ConnectedSystemId $system.Id -Name 'Full Import' -RunType FullImport
    New-JIMRunProfile -ConnectedSystemId $system.Id -Name 'Full Synchronisation' -RunType FullSynchronisation
    New-JIMRunProfile -ConnectedSystemId $system.Id -Name 'Delta Synchronisation' -RunType DeltaSynchronisation
    if ($Settings.Mode -ne 'Import Only') { New-JIMRunProfile -ConnectedSystemId $system.Id -Name 'Export' -RunType Export }
}

# $Flows: metaverse attribute = attribute of the system, or an expression that begins with =.
function New-ImportRule([string] $System, [string] $Type, [string] $MetaverseType, [hashtable] $Flows, [switch] $Project) {
    $rule = New-JIMSyncRule -Name "${System}: $Type to $MetaverseType" -ConnectedSystemName $System -ConnectedSystemObjectTypeName $Type `
        -MetaverseObjectTypeName $MetaverseType -Direction Import -ProjectToMetaverse:$Project -PassThru
    foreach ($target in $Flows.Keys) {
        $source = $Flows[$target]
        $from = if ($source[0] -eq '=') { @{ Expression = $source.Substring(1) } } else { @{ SourceConnectedSystemAttributeName = $source } }
        $null = New-JIMSyncRuleMapping -SyncRuleId $rule.Id -TargetMetaverseAttributeName $target @from
    }
}

# $Flows: attribute of the system = metaverse attribute, or an expression that begins with =.
function New-ExportRule([string] $System, [string] $Type, [string] $MetaverseType, [hashtable] $Flows) {
    $rule = New-JIMSyncRule -Name "$MetaverseType to ${System}: $Type" -ConnectedSystemName $System -ConnectedSystemObjectTypeName $Type `
        -MetaverseObjectTypeName $MetaverseType -Direction Export -ProvisionToConnectedSystem -OutboundDeprovisionAction Delete -PassThru
    foreach ($target in $Flows.Keys) {
        $source = $Flows[$target]
        $from = if ($source[0] -eq '=') { @{ Expression = $source.Substring(1) } } else { @{ SourceMetaverseAttributeName = $source } }
        $null = New-JIMSyncRuleMapping -SyncRuleId $rule.Id -TargetConnectedSystemAttributeName $target @from
    }
}

function New-Match([string] $System, [string] $Type, [string] $Attribute, [string] $MetaverseType, [string] $MetaverseAttribute) {
    New-JIMMatchingRule -ConnectedSystemName $System -ObjectTypeName $Type -SourceAttributeName $Attribute `
        -MetaverseObjectTypeName $MetaverseType -TargetMetaverseAttributeName $MetaverseAttribute
}

# Who leaves the source leaves everywhere.
function Set-Source([string] $MetaverseType, [string] $System) {
    Set-JIMMetaverseObjectType -Name $MetaverseType -DeletionRule WhenAuthoritativeSourceDisconnected -DeletionTriggerMode SpecificSourcesDisconnect `
        -DeletionTriggerConnectedSystemIds (Get-JIMConnectedSystem -Name $System).Id
}

# What a nightly extract would do: the new file takes the place of the old one at once.
function Copy-Extract([int] $Day) {
    foreach ($name in 'hr.csv', 'groups.csv') {
        [IO.File]::Copy("$Company/day$Day/$name", "$Files/$name.new", $true)
        [IO.File]::Move("$Files/$name.new", "$Files/$name", $true)
    }
}

# Day two has broken rows on purpose: they are errors of their objects, and the run goes on.
function Invoke-Run([string] $System, [string] $RunProfile) {
    $activity = Start-JIMRunProfile -ConnectedSystemName $System -RunProfileName $RunProfile -Wait -PassThru -ErrorAction SilentlyContinue
    if ($activity.Status -notin 'Complete', 'CompleteWithWarning') { throw "'$RunProfile' of '$System' ended as $($activity.Status): $($activity.ErrorMessage)" }
    $activity
}

# ---- day one: the files, the configuration, the first runs ----

$null = [IO.Directory]::CreateDirectory($Files)
Copy-Extract 1
[IO.File]::WriteAllText("$Files/directory.csv", @'
objectType,id,accountName,displayName,firstName,lastName,mail,title,department,employeeType,started,manager,owner,members,description
user,SVC-001,svc.backup,Backup service,,,,,,Service,2020-01-06,SVC-002,,,Nightly backups
user,SVC-002,svc.print,Print service,,,,,,Service,2021-03-01,,,,Printing
group,GRP-SVC,service-accounts,Service accounts,,,,,,,,,SVC-001,SVC-001|SVC-002,Looked after by operations

'@)

New-FileSystem HR @{ 'Mode' = 'Import Only'; 'File Path' = "$Files/hr.csv"; 'Object Type' = 'person' } @{
    person = @{ Id = 'EmployeeId'; Types = @{ ManagerId = 'Reference'; EndDate = 'DateTime' } }
}
New-FileSystem Groups @{ 'Mode' = 'Import Only'; 'File Path' = "$Files/groups.csv"; 'Object Type Column' = 'ObjectType' } @{
    person = @{ Id = 'Id'; Only = @('Id'); Types = @{} }
    group  = @{ Id = 'Id'; Types = @{ Owner = 'Reference'; Members = 'Reference' } }
}
$directory = @{ Id = 'id'; Types = @{ manager = 'Reference'; owner = 'Reference'; members = 'Reference'; started = 'Text' } }
New-FileSystem Directory @{ 'Mode' = 'Bidirectional'; 'File Path' = "$Files/directory.csv"; 'Object Type Column' = 'objectType' } @{
    user = $directory; group = $directory
}

New-ImportRule HR person User -Project @{
    'Employee ID' = 'EmployeeId'; 'Account Name' = 'AccountName'; 'First Name' = 'FirstName'; 'Last Name' = 'LastName'
    'Display Name' = 'DisplayName'; 'Email' = '=Lower(Trim(cs["Email"]))'; 'Job Title' = 'JobTitle'; 'Department' = 'Department'
    'Company' = 'Company'; 'Country' = 'Country'; 'Employee Type' = 'EmployeeType'; 'Employee Start Date' = 'StartDate'
    'Employee End Date' = 'EndDate'; 'Manager' = 'ManagerId'
    'User Principal Name' = '=Lower(cs["AccountName"]) + "@calderandvane.example"'
}
New-ImportRule Groups person User @{}
New-ImportRule Groups group Group -Project @{
    'Common Name' = 'Id'; 'Display Name' = 'Name'; 'Description' = 'Description'; 'Managed By' = 'Owner'; 'Static Members' = 'Members'
}
New-Match HR person EmployeeId User 'Employee ID'
New-Match Groups person Id User 'Employee ID'
New-Match Groups group Id Group 'Common Name'
New-Match Directory user id User 'Employee ID'
New-Match Directory group id Group 'Common Name'
New-ExportRule Directory user User @{
    id = 'Employee ID'; accountName = 'Account Name'; displayName = 'Display Name'; firstName = 'First Name'; lastName = 'Last Name'
    mail = 'Email'; title = 'Job Title'; department = 'Department'; employeeType = 'Employee Type'; manager = 'Manager'
    started = '=FormatDate(mv["Employee Start Date"], "yyyy-MM-dd")'
}
New-ExportRule Directory group Group @{
    id = 'Common Name'; accountName = '=Lower(mv["Common Name"])'; displayName = 'Display Name'; description = 'Description'
    owner = 'Managed By'; members = 'Static Members'
}
Set-Source User HR
Set-Source Group Groups
# Once three imports have shown what is usual, one that takes away far more people is an alert on its activity. With -Action Pause it would stop and ask.
New-JIMAlertRule -ConnectedSystemName HR -RunProfileName 'Full Import' -Name 'Too many leavers' -Condition Deletes -Measure TimesUsual -Threshold 20

Invoke-Run HR 'Full Import'
Invoke-Run HR 'Full Synchronisation'
Invoke-Run Groups 'Full Import'
Invoke-Run Groups 'Full Synchronisation'
Invoke-Run Directory 'Full Import'
Invoke-Run Directory 'Full Synchronisation'
Invoke-Run Directory 'Export'
Invoke-Run Directory 'Full Import'

# ---- day two: people join, move and leave ----

if ($Days -ge 2) {
    Copy-Extract 2
    Invoke-Run HR 'Full Import'
    Invoke-Run HR 'Delta Synchronisation'
    Invoke-Run Groups 'Full Import'
    Invoke-Run Groups 'Delta Synchronisation'
    Invoke-Run Directory 'Export'
    Invoke-Run Directory 'Full Import'
}
