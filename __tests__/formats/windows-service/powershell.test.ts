import { describe, expect, it } from 'vitest';
import { windowsService } from '../../../src/formats/windows-service/format.ts';
import { commandLines, place, positions, read } from '../host/read.ts';

const lines = async (text: string): Promise<string[]> =>
  commandLines(await read(windowsService, { 'setup.ps1': text }));

describe('commands', () => {
  it.each<[string, string[]]>([
    ['New-Service memcached "C:\\mc\\memcached.exe -d runservice -l ::1"', ['-d runservice -l ::1']],
    ['New-Service -Name mc -StartupType Automatic -BinaryPathName "memcached.exe -p 1"', ['-p 1']],
    [
      '$parameters = @{\n  Name = "mc"\n  BinaryPathName = "C:\\mc\\memcached.exe -l 0.0.0.0"\n}\nNew-Service @parameters',
      ['-l 0.0.0.0'],
    ],
    ['Start-Process "C:\\mc\\memcached.exe" "-m 64 -l ::1"', ['-m 64 -l ::1']],
    ['Start-Process memcached.exe -WindowStyle Hidden -ArgumentList @("-l","0.0.0.0")', ['-l 0.0.0.0']],
    ['Start-Process -WorkingDirectory C:\\mc -FilePath memcached.exe -Args "-p 1" -Wait', ['-p 1']],
    ['start memcached.exe -Args "-m 64"', ['-m 64']],
    ['$p = Start-Process memcached.exe -PassThru -ArgumentList "-p 1"', ['-p 1']],
    [
      '$action = New-ScheduledTaskAction -Execute "C:\\mc\\memcached.exe" -Argument "-m 64 -l ::1"',
      ['-m 64 -l ::1'],
    ],
    [
      'Set-ItemProperty -Path "HKLM:\\SYSTEM\\CurrentControlSet\\Services\\memcached" -Name ImagePath -Value "C:\\mc\\memcached.exe -p 1"',
      ['-p 1'],
    ],
    ['Invoke-Expression "memcached.exe -l 0.0.0.0"', ['-l 0.0.0.0']],
    ['cmd.exe /c "C:\\mc\\memcached.exe -m 64"', ['-m 64']],
    ['Start-Job { memcached.exe -l 0.0.0.0 }', ['-l 0.0.0.0']],
    [
      'if ($all) { & "C:\\mc\\memcached.exe" -l 0.0.0.0 } else { memcached.exe -l ::1 }',
      ['-l 0.0.0.0', '-l ::1'],
    ],
    ['Invoke-Command -ComputerName a -ScriptBlock { memcached.exe -d install }', ['-d install']],
    ['memcached.exe -m 64 # -l 0.0.0.0', ['-m 64']],
    ['memcached.exe -l ${ip}', ['-l ‹${ip}…›']],
  ])('%s', async (text, expected) => {
    expect(await lines(text)).toEqual(expected);
  });
});

describe('variables', () => {
  it.each<[string, string[]]>([
    ['$ip = "0.0.0.0"\nmemcached.exe -l $ip', ['-l 0.0.0.0']],
    ['[string]$Ip = \'10.0.0.5\'\nmemcached.exe -l $IP -p "$port"', ['-l 10.0.0.5 -p ‹$port›']],
    ['$mc = "C:\\mc\\memcached.exe"\n& $mc -l ::1', ['-l ::1']],
    ['$mc = Join-Path $dir "memcached.exe"\n& $mc -p 1', ['-p 1']],
    ['$line = "$dir\\memcached.exe -l ::1"\nsc.exe create mc binPath= $line', ['-l ::1']],
    ['$a = @(\n  "-l",\n  "0.0.0.0"\n)\nStart-Process memcached.exe -ArgumentList $a', ['-l 0.0.0.0']],
    ["$a = '-l', '0.0.0.0'\nmemcached.exe @a", ['-l 0.0.0.0']],
    ['$a = "-l ::1"\nStart-Process memcached.exe $a', ['-l ::1']],
    [
      'param([string]$Bind = "0.0.0.0", $Port = 11212)\nmemcached.exe -l $Bind -p $Port',
      ['-l 0.0.0.0 -p 11212'],
    ],
    [
      "param(\n  [string]$Bind = '::1',\n  [int]$Port = 11212\n)\nmemcached.exe -l $Bind -p $Port",
      ['-l ::1 -p 11212'],
    ],
    ['param([Parameter(Mandatory)]$Bind)\nmemcached.exe -l $Bind', ['-l ‹$Bind…›']],
    ['function Start-Cache {\n  param($Bind = "::1")\n  memcached.exe -l $Bind\n}', ['-l ‹$Bind…›']],
    // Not sure, and not simple.
    ['if ($all) {\n  $ip = "0.0.0.0"\n}\nmemcached.exe -l $ip', ['-l ‹$ip…›']],
    ['$ip = "::1"\n$ip += ",10.0.0.5"\nmemcached.exe -l $ip', ['-l ‹$ip…›']],
    ['$ip = Get-Address\nmemcached.exe -l $ip', ['-l ‹$ip…›']],
    ['$ip = "0.0.0.0"\n$ip = "::1"\nmemcached.exe -l $ip', ['-l ::1']],
  ])('%s', async (text, expected) => {
    expect(await lines(text)).toEqual(expected);
  });

  it('stand where they are set, the launch where it is', async () => {
    const { launches } = await read(windowsService, {
      'a.ps1': '$mc = "C:\\mc\\memcached.exe"\n$ip = "0.0.0.0"\n  & $mc -l $ip\n',
    });
    expect(place(launches[0]!)).toBe('3:5 $mc -l $ip');
    expect(positions(launches[0]!)).toEqual(['3:9', '2:8']);
  });

  it('let a later command say what the service runs', async () => {
    const text =
      '$mc = Join-Path $dir "memcached.exe"\n& $mc -d install\n$line = "`"$mc`" -d runservice -l ::1"\n' +
      'Set-ItemProperty -Path "HKLM:\\SYSTEM\\CurrentControlSet\\services\\memcached Server" -Name ImagePath -Value $line\n';
    expect(await lines(text)).toEqual(['-d runservice -l ::1']);
  });
});

describe('what starts none', () => {
  it.each([
    '<#\nmemcached.exe -l 0.0.0.0\n#>',
    '<# memcached.exe -l 0.0.0.0 #>',
    'Write-Host "memcached.exe -l 0.0.0.0"',
    '$name = "memcached"\nStart-Service $name',
    '$mc = "C:\\mc\\memcached.exe"\nTest-Path $mc',
    '$mc = "memcached.exe -l 0.0.0.0"',
    '"memcached.exe"',
    '"C:\\mc\\memcached.exe" | Out-File list.txt',
    'Get-Process memcached | Stop-Process',
    'Stop-Process -Name memcached',
    'Start-Process notepad memcached.exe',
    '& $mc -d uninstall # memcached',
    'choco install memcached',
    'New-Service -Name memcached -BinaryPathName "C:\\web.exe"',
    'Set-ItemProperty -Path HKLM:\\memcached -Name Start -Value 2',
  ])('%s', async (text) => {
    expect(await read(windowsService, { 'a.ps1': text })).toEqual({ launches: [], problems: [] });
  });
});

describe('a hostile script', () => {
  it.each<[string, string]>([
    ['grows a text', `$a = "memcached"\n${'$a = "$a$a"\n'.repeat(400)}memcached.exe -l $a\n`],
    ['grows a list', `$a = "-v", "-v"\n${'$a = @($a, $a)\n'.repeat(400)}memcached.exe $a\n`],
    ['sets many', Array.from({ length: 20_000 }, (_, i) => `$v${i} = "memcached $v${i - 1}"`).join('\n')],
    ['refers often', `$a = "${'x'.repeat(1900)}"\n${`memcached.exe ${'$a '.repeat(300)}\n`.repeat(300)}`],
    ['opens many', `memcached.exe ${'{('.repeat(50_000)}`],
    ['never closes a list', `$a = @(\n${'"memcached",\n'.repeat(20_000)}`],
  ])('that %s is read soon', async (_what, text) => {
    const start = performance.now();
    await read(windowsService, { 'a.ps1': text });
    expect(performance.now() - start).toBeLessThan(4000);
  });
});
