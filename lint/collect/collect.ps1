<#
.SYNOPSIS
Writes down what this node of an IIS farm knows and its shared configuration does not say.

.DESCRIPTION
Reads the certificate table and the listen list of HTTP.sys, the certificates of the machine,
redirection.config, the settings of the Central Certificate Store and the names of its files.
Writes them to nodes\NAME below the output folder, where farmlint expects them, and beside them
node.xml: the <node> element to paste into farm.xml.

Nothing on the server is changed. No private key is touched. Passwords stay here: those in
redirection.config are blanked, those of the Central Certificate Store are never read.

Run it elevated to get redirection.config. The names of the files in the Central Certificate Store
need an account that may list them. Everything else is there for every user.

.PARAMETER Output
The folder that gets nodes\NAME, best the one of farm.xml. The current folder if absent.

.PARAMETER Name
What farm.xml calls this node. The computer name if absent.

.EXAMPLE
powershell -ExecutionPolicy Bypass -File collect-farmlint.ps1 -Output \\fs1\farm

.OUTPUTS
The files that were written. The exit code is 0 if the certificate table and the certificates are
among them, else 1.
#>

#Requires -Version 3.0

[CmdletBinding()]
param(
    [string] $Output = '.',
    [ValidatePattern('^\w[\w.-]*$')]
    [string] $Name = $env:COMPUTERNAME
)

Set-StrictMode -Version 2
$ErrorActionPreference = 'Stop'
# What netsh's exit code means is decided here, in newer versions of PowerShell, too.
$PSNativeCommandUseErrorActionPreference = $false

$centralStore = 'HKLM:\SOFTWARE\Microsoft\IIS\CentralCertProvider'

# A table of HTTP.sys as netsh prints it. PowerShell decodes it with the code page of the console,
# which is the one that netsh writes.
function Get-HttpTable([string] $Table) {
    $lines = @(& "$env:windir\System32\netsh.exe" http show $Table)
    if ($LASTEXITCODE -eq 0) { return $lines }
    # For netsh an empty table is a file that is not found, in the language of the system.
    $notFound = (New-Object -TypeName ComponentModel.Win32Exception -ArgumentList 2).Message
    $others = @($lines | Where-Object { -not $_.Contains($notFound.TrimEnd('.')) })
    if ($others.Count -eq $lines.Count) { throw ('netsh says: ' + ($lines -join ' ').Trim()) }
    $others
}

# Of the public key. Other keys than RSA ones have none here.
function Get-KeySize($Certificate) {
    try { $Certificate.PublicKey.Key.KeySize } catch { $null }
}

function Get-Inventory {
    foreach ($store in 'My', 'WebHosting') {
        $path = "Cert:\LocalMachine\$store"
        if (-not (Test-Path -LiteralPath $path)) { continue }
        foreach ($cert in Get-ChildItem -LiteralPath $path) {
            [pscustomobject]@{
                Thumbprint    = $cert.Thumbprint
                Subject       = $cert.Subject
                Issuer        = $cert.Issuer
                NotBefore     = $cert.NotBefore.ToUniversalTime().ToString('s') + 'Z'
                NotAfter      = $cert.NotAfter.ToUniversalTime().ToString('s') + 'Z'
                HasPrivateKey = $cert.HasPrivateKey
                Dns           = @(foreach ($dns in $cert.DnsNameList) { $dns.Unicode })
                Eku           = @(foreach ($eku in $cert.EnhancedKeyUsageList) { $eku.ObjectId })
                Sig           = $cert.SignatureAlgorithm.Value
                Store         = $store
                Serial        = $cert.SerialNumber
                KeyAlgorithm  = $cert.GetKeyAlgorithm()
                KeySize       = Get-KeySize $cert
            }
        }
    }
}

# Secrets without their data. What is left says which provider encrypts them, or that none does.
function Hide-Secret([string] $Text) {
    $Text = $Text -replace '\[enc:([^:\]\s]+):[^\]]*:enc\]', '[enc:$1::enc]'
    $Text -replace
    '(\b\w*(?:password|sessionKey)\s*=\s*)(["''])(?!\2|\[enc:[^:\]\s]+::enc\]\2)[\s\S]*?\2',
    '$1$2***$2'
}

function Get-Redirection {
    Hide-Secret ([IO.File]::ReadAllText("$env:windir\System32\inetsrv\config\redirection.config"))
}

# The registry key of the Central Certificate Store, as regedit would export these values.
function Get-CentralStoreSetting {
    if (-not (Test-Path -LiteralPath $centralStore)) { return }
    $key = Get-Item -LiteralPath $centralStore
    'Windows Registry Editor Version 5.00'
    ''
    '[{0}]' -f $key.Name
    foreach ($setting in 'Enabled', 'CertStoreLocation', 'UserName', 'PollingInterval') {
        $value = $key.GetValue($setting)
        if ($null -eq $value) { continue }
        if ($value -is [int]) { '"{0}"=dword:{1:x8}' -f $setting, $value; continue }
        '"{0}"="{1}"' -f $setting, ([string] $value).Replace('\', '\\').Replace('"', '\"')
    }
}

function Get-CentralStoreFile {
    if (-not (Test-Path -LiteralPath $centralStore)) { return }
    $key = Get-Item -LiteralPath $centralStore
    if ($key.GetValue('Enabled') -ne 1) { return }
    $files = [IO.Directory]::GetFiles($key.GetValue('CertStoreLocation'), '*.pfx')
    if ($files.Count -eq 0) { return '' }
    foreach ($file in $files | Sort-Object) { [IO.Path]::GetFileName($file) }
}

function Get-OsBuild {
    $key = Get-Item -LiteralPath 'HKLM:\SOFTWARE\Microsoft\Windows NT\CurrentVersion'
    $key.GetValue('CurrentBuildNumber')
}

function Get-DomainJoined {
    try {
        $computer = Get-CimInstance -ClassName Win32_ComputerSystem
        ([string] $computer.PartOfDomain).ToLowerInvariant()
    } catch {
        Write-Warning "node.xml does not say whether this is a member of a domain: $_"
    }
}

function Get-LocalDrive {
    foreach ($drive in [IO.DriveInfo]::GetDrives()) {
        if ($drive.DriveType -eq 'Fixed') { $drive.Name.Substring(0, 1) }
    }
}

function Get-Feature {
    $inetsrv = "$env:windir\System32\inetsrv"
    $modules = [ordered]@{
        'rewrite'       = "$inetsrv\rewrite.dll"
        'arr'           = "$env:ProgramFiles\IIS\Application Request Routing\requestRouter.dll"
        'aspnetcore-v1' = "$inetsrv\aspnetcore.dll"
        'aspnetcore-v2' = "$env:ProgramFiles\IIS\Asp.Net Core Module\V2\aspnetcorev2.dll"
        'cors'          = "$inetsrv\iiscors.dll"
        'ftp'           = "$inetsrv\ftpsvc.dll"
        'httpplatform'  = "$inetsrv\httpPlatformHandler.dll"
        'iisnode'       = "$env:ProgramFiles\iisnode\iisnode.dll"
        'webdav'        = "$inetsrv\webdav.dll"
        'websocket'     = "$inetsrv\iiswsock.dll"
    }
    foreach ($feature in $modules.Keys) {
        if ([IO.File]::Exists($modules[$feature])) { $feature }
    }
    # Without an answer if this account may not look.
    if (Test-Path -LiteralPath $centralStore -ErrorAction Ignore) { 'ccs' }
}

# Addresses that packets from other machines can have.
function Get-Address {
    foreach ($adapter in [Net.NetworkInformation.NetworkInterface]::GetAllNetworkInterfaces()) {
        if ($adapter.OperationalStatus -ne 'Up') { continue }
        foreach ($unicast in $adapter.GetIPProperties().UnicastAddresses) {
            $ip = $unicast.Address
            $text = $ip.ToString() -replace '%.*', ''
            $local = [Net.IPAddress]::IsLoopback($ip) -or $ip.IsIPv6LinkLocal
            if (-not $local -and $text -notlike '169.254.*') { $text }
        }
    }
}

function Get-NodeElement([object[]] $Captures) {
    $attributes = [ordered]@{
        name         = $Name
        osBuild      = Get-OsBuild
        domainJoined = Get-DomainJoined
        drives       = (Get-LocalDrive) -join ' '
        features     = (Get-Feature) -join ' '
    }
    $known = foreach ($attribute in $attributes.Keys) {
        $value = [Security.SecurityElement]::Escape($attributes[$attribute])
        if ($value) { '{0}="{1}"' -f $attribute, $value }
    }
    '<!-- For farm.xml. An address that several nodes share is a <vip> of a <frontEnd> instead. -->'
    '<node {0}>' -f ($known -join ' ')
    foreach ($ip in Get-Address) { '  <address ip="{0}"/>' -f $ip }
    foreach ($capture in $Captures) {
        '  <capture kind="{0}" file="nodes/{1}/{2}"/>' -f $capture.Kind, $Name, $capture.File
    }
    '</node>'
}

# Writes the lines that $Read gives and returns true, or says why not. No lines mean that the node
# has no such thing.
function Save-Line([string] $File, [scriptblock] $Read, [string] $Without) {
    try {
        $lines = @(& $Read)
        if ($lines.Count -eq 0) { return $false }
        # UTF-8 without a byte order mark.
        [IO.File]::WriteAllText((Join-Path $folder $File), ($lines -join "`r`n") + "`r`n")
        return $true
    } catch {
        Write-Warning ('{0}: {1} {2}' -f $File, $_.Exception.GetBaseException().Message, $Without)
        return $false
    }
}

$plan = @(
    @{
        Kind    = 'sslcert'
        File    = 'sslcert.txt'
        Read    = { Get-HttpTable 'sslcert' }
        Without = 'farmlint cannot tell which certificates this node presents.'
    }
    @{
        Kind    = 'certificates'
        File    = 'certificates.json'
        # As an argument one certificate stays an array; through a pipe it would not.
        Read    = { ConvertTo-Json -InputObject @(Get-Inventory) -Depth 4 }
        Without = 'farmlint cannot tell whether the certificates are there and valid.'
    }
    @{
        Kind    = 'iplisten'
        File    = 'iplisten.txt'
        Read    = { Get-HttpTable 'iplisten' }
        Without = 'farmlint cannot tell on which addresses HTTP.sys listens.'
    }
    @{
        Kind    = 'redirection'
        File    = 'redirection.config'
        Read    = { Get-Redirection }
        Without = 'It needs IIS and an elevated PowerShell.'
    }
    @{
        Kind    = 'ccs'
        File    = 'ccs-provider.reg'
        Read    = { Get-CentralStoreSetting }
        Without = 'farmlint cannot compare the Central Certificate Store of this node with others.'
    }
    @{
        Kind    = 'ccs'
        File    = 'ccs-files.txt'
        Read    = { Get-CentralStoreFile }
        Without = 'Write it with "dir /b *.pfx" and an account that may read that folder.'
    }
)

if ([Environment]::Is64BitOperatingSystem -and -not [Environment]::Is64BitProcess) {
    throw 'Run this in the 64-bit PowerShell: the 32-bit one sees other files and registry keys.'
}
# .NET has another current folder than PowerShell.
$Output = $PSCmdlet.GetUnresolvedProviderPathFromPSPath($Output)
$folder = Join-Path (Join-Path $Output 'nodes') $Name
$null = [IO.Directory]::CreateDirectory($folder)

$captures = @(foreach ($entry in $plan) {
        if (Save-Line $entry.File $entry.Read $entry.Without) { $entry }
    })
$described = Save-Line 'node.xml' { Get-NodeElement $captures } 'Write the <node> element by hand.'

"Written to ${folder}:"
foreach ($capture in $captures) { '  ' + $capture.File }
if ($described) {
    '  node.xml'
    "Next: put the folder 'nodes' beside farm.xml, and what node.xml says into its <farm> element."
}

$kinds = @(foreach ($capture in $captures) { $capture.Kind })
if ($kinds -contains 'sslcert' -and $kinds -contains 'certificates') { exit 0 }
exit 1
