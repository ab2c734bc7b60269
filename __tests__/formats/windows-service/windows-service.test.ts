import { describe, expect, it } from 'vitest';
import { windowsWords } from '../../../src/formats/windows-service/command-line.ts';
import { windowsService } from '../../../src/formats/windows-service/format.ts';
import { SourceFile } from '../../../src/text/source-file.ts';
import { TracedText } from '../../../src/text/traced-text.ts';
import { commandLines, place, positions, read, wordPlaces } from '../host/read.ts';

describe('CommandLineToArgvW', () => {
  it.each<[string, string[]]>([
    ['a b\tc', ['a', 'b', 'c']],
    ['"C:\\Program Files\\memcached.exe" -l 1', ['C:\\Program Files\\memcached.exe', '-l', '1']],
    ['p "a b" c"d e"f', ['p', 'a b', 'cd ef']],
    ['p a\\\\b d"e f"g h', ['p', 'a\\\\b', 'de fg', 'h']],
    ['p a\\\\\\"b c d', ['p', 'a\\"b', 'c', 'd']],
    ['p a\\\\\\\\"b c" d e', ['p', 'a\\\\b c', 'd', 'e']],
    ['p "a""b" c', ['p', 'a"b', 'c']],
    ["p '-l 1'", ['p', "'-l", "1'"]],
    ['p ""', ['p', '']],
    ['p "open', ['p', 'open']],
    ['', []],
  ])('%s', (line, expected) => {
    const file = new SourceFile('x', line);
    expect(windowsWords(TracedText.source(file, 0, line.length)).map((word) => word.text)).toEqual(expected);
  });
});

describe('batch files', () => {
  it.each<[string, string[]]>([
    [
      'sc create memcached binPath= "C:\\mc\\memcached.exe -d runservice -l 127.0.0.1"',
      ['-d runservice -l 127.0.0.1'],
    ],
    ['sc.exe create mc start= auto binPath="\\"C:\\m c\\memcached.exe\\" -m 64"', ['-m 64']],
    ['sc \\\\web1 create memcached binPath= "C:\\mc\\memcached.exe"', ['']],
    ['memcached.exe -d install -l 0.0.0.0 -m 128', ['-d install -l 0.0.0.0 -m 128']],
    ['"C:\\mc\\memcached.exe" -p 11211 -U 0', ['-p 11211 -U 0']],
    ['start "" /b C:\\mc\\memcached.exe -m 64', ['-m 64']],
    ['start memcached.exe -m 64', ['-m 64']],
    ['cd C:\\mc && memcached.exe -m 64 & echo ok', ['-m 64']],
    ['nssm install memcached C:\\mc\\memcached.exe -l 127.0.0.1', ['-l 127.0.0.1']],
    ['nssm install memcached C:\\mc\\memcached.exe "-l 127.0.0.1 -U 0"', ['-l 127.0.0.1 -U 0']],
    ['nssm set memcached AppParameters -l 10.0.0.5', ['-l 10.0.0.5']],
    [
      'schtasks /create /sc onstart /tn memcached /rl highest /tr "\'c:\\mc\\memcached.exe\' -m 512"',
      ['-m 512'],
    ],
    ['memcached.exe ^\r\n  -m 64 ^\r\n  -l 127.0.0.1', ['-m 64 -l 127.0.0.1']],
    ['@call memcached -vv', ['-vv']],
  ])('%s', async (text, expected) => {
    expect(commandLines(await read(windowsService, { 'install.bat': text }))).toEqual(expected);
  });

  it.each([
    'memcached.exe -d stop',
    'memcached.exe -d uninstall',
    'rem memcached.exe -l 0.0.0.0',
    ':: memcached.exe -l 0.0.0.0',
    'net start memcached',
    'sc query memcached',
    'sc delete memcached',
    'taskkill /im memcached.exe',
    'echo memcached.exe -l 0.0.0.0',
    'sc create web binPath= "C:\\web.exe --cache memcached"',
    'copy memcached.exe C:\\mc',
    'set MC=memcached.exe -m 64',
    'pip install python-memcached',
  ])('stays quiet: %s', async (text) => {
    expect(await read(windowsService, { 'install.bat': text })).toEqual({ launches: [], problems: [] });
  });
});

describe("a batch file's variables", () => {
  it.each<[string, string[]]>([
    ['set ip=127.0.0.1\nmemcached.exe -l %ip% -m 64', ['-l 127.0.0.1 -m 64']],
    ['set "ip=127.0.0.1"\r\nmemcached.exe -l %IP%', ['-l 127.0.0.1']],
    ['@set opts=-l 0.0.0.0 -U 0\nmemcached.exe %opts%', ['-l 0.0.0.0 -U 0']],
    ['set home=C:\\mc\nset mc=%home%\\memcached.exe\n"%mc%" -l 10.0.0.5', ['-l 10.0.0.5']],
    ['set ip=0.0.0.0\nset ip=127.0.0.1\nmemcached.exe -l %ip%', ['-l 127.0.0.1']],
    ['memcached.exe -l %ip% -m %1 %*', ['-l ‹%ip%…› -m ‹%1…› ‹%*…›']],
    ['memcached.exe -l "%ip%"', ['-l ‹%ip%›']],
    ['if "%1"=="dev" set ip=0.0.0.0\nmemcached.exe -l %ip%', ['-l ‹%ip%…›']],
    ['if "%1"=="dev" (\n  set ip=0.0.0.0\n)\nmemcached.exe -l %ip%', ['-l ‹%ip%…›']],
    ['set /p ip=Address?\nmemcached.exe -l %ip%', ['-l ‹%ip%…›']],
    ['rem set ip=0.0.0.0\nmemcached.exe -l %ip%', ['-l ‹%ip%…›']],
    ['set ip=127.0.0.1\nmemcached.exe -l !ip! -m %ip:~0,1%', ['-l 127.0.0.1 -m ‹%ip:~0,1%…›']],
    ['sc create mc binPath= "%~dp0memcached.exe -l 127.0.0.1"', ['-l 127.0.0.1']],
  ])('%s', async (text, expected) => {
    expect(commandLines(await read(windowsService, { 'run.cmd': text }))).toEqual(expected);
  });

  it('have their places where they are set', async () => {
    const { launches } = await read(windowsService, { 'run.cmd': 'set ip=0.0.0.0\nmemcached.exe -l %ip%' });
    expect(launches.map(wordPlaces)).toEqual([['-l', '0.0.0.0']]);
    expect(launches.map(positions)).toEqual([['2:15', '1:8']]);
  });

  it('do not grow without end', async () => {
    const text = `set a=-vvvvvvvvvv\n${'set a=%a%%a%\n'.repeat(60)}memcached.exe -m 64 %a%${'%a%'.repeat(9000)}`;
    const { launches } = await read(windowsService, { 'run.bat': text });
    expect(launches).toHaveLength(1);
  });
});

describe('service control', () => {
  it.each<[string, string[]]>([
    ['memcached.exe -d install -l 127.0.0.1\nmemcached.exe -d start', ['-d install -l 127.0.0.1']],
    ['%1\\memcached.exe -d install\n%1\\memcached.exe -d restart', ['-d install']],
    ['memcached.exe -d start', ['-d start']],
  ])('counts once what it installs and starts: %s', async (text, expected) => {
    expect(commandLines(await read(windowsService, { 'service.bat': text }))).toEqual(expected);
  });
});

describe('PowerShell', () => {
  it.each<[string, string[]]>([
    [
      "New-Service -Name memcached -BinaryPathName 'C:\\mc\\memcached.exe -d runservice -l 0.0.0.0'",
      ['-d runservice -l 0.0.0.0'],
    ],
    ['New-Service memcached -BinaryPathName "`"C:\\m c\\memcached.exe`" -l $ip"', ['-l ‹$ip›']],
    ["sc.exe create memcached binPath= 'C:\\mc\\memcached.exe -m 64'", ['-m 64']],
    ["Start-Process memcached.exe -ArgumentList '-l', '0.0.0.0' -NoNewWindow", ['-l 0.0.0.0']],
    ["Start-Process -FilePath 'C:\\mc\\memcached.exe' -ArgumentList '-m 64 -U 0'", ['-m 64 -U 0']],
    ['& "C:\\mc\\memcached.exe" -d install -l 127.0.0.1', ['-d install -l 127.0.0.1']],
    ['C:\\mc\\memcached.exe `\n  -m 64 `\n  -l 127.0.0.1', ['-m 64 -l 127.0.0.1']],
    ['Push-Location c:\\mc; .\\memcached.exe -m 64', ['-m 64']],
  ])('%s', async (text, expected) => {
    expect(commandLines(await read(windowsService, { 'setup.ps1': text }))).toEqual(expected);
  });
});

describe('containers', () => {
  it.each<[string, string]>([
    ['up.bat', 'docker run -d ^\r\n  -p 11211:11211 memcached -m 64\r\n'],
    ['up.ps1', 'docker run -d `\n  -p "11211:11211" memcached -m 64\n'],
  ])('in %s', async (path, text) => {
    const { launches } = await read(windowsService, { [path]: text });
    expect(launches.map(({ network }) => network.kind)).toEqual(['container']);
    expect(launches[0]!.argv.map((word) => word.text)).toEqual(['-m', '64']);
  });
});

describe('registry files and WinSW', () => {
  it('reads ImagePath as text', async () => {
    const text =
      '[HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\memcached]\r\n' +
      '"ImagePath"="\\"C:\\\\memcached\\\\memcached.exe\\" -d runservice -m 64 -l 127.0.0.1 -p 11211"\r\n';
    const reading = await read(windowsService, { 'mc.reg': text });
    expect(commandLines(reading)).toEqual(['-d runservice -m 64 -l 127.0.0.1 -p 11211']);
    expect(wordPlaces(reading.launches[0]!)).toEqual([
      '-d',
      'runservice',
      '-m',
      '64',
      '-l',
      '127.0.0.1',
      '-p',
      '11211',
    ]);
    expect(reading.launches[0]!.program.text).toBe('C:\\memcached\\memcached.exe');
  });

  it('reads ImagePath as bytes', async () => {
    const bytes = [...Buffer.from('memcached.exe -l ::\0', 'utf16le')].map((byte) =>
      byte.toString(16).padStart(2, '0'),
    );
    const text = `"ImagePath"=hex(2):${bytes.slice(0, 20).join(',')},\\\r\n  ${bytes.slice(20).join(',')}\r\n`;
    expect(commandLines(await read(windowsService, { 'mc.reg': text }))).toEqual(['-l ::']);
  });

  it('reads executable and arguments', async () => {
    const text =
      '<!-- memcached -->\n<service>\n  <id>memcached</id>\n  <executable>%BASE%\\memcached.exe</executable>\n' +
      '  <arguments>-l &quot;0.0.0.0&quot; -m 64</arguments>\n</service>\n';
    const reading = await read(windowsService, { 'memcached-service.xml': text });
    expect(commandLines(reading)).toEqual(['-l 0.0.0.0 -m 64']);
    expect(wordPlaces(reading.launches[0]!)[1]).toBe('0.0.0.0');
    expect(place(reading.launches[0]!)).toMatch(/^4:15 /);
  });
});

describe('places', () => {
  it('go through two layers of quotes', async () => {
    const text = 'echo\r\nsc create mc binPath= "\\"C:\\mc\\memcached.exe\\" -l 0.0.0.0 -U 11211"\r\n';
    const [launch] = (await read(windowsService, { 'a.cmd': text })).launches;
    expect(wordPlaces(launch!)).toEqual(['-l', '0.0.0.0', '-U', '11211']);
    const at = launch!.argv[1]!.locate()!;
    expect(at.file.positionAt(at.start)).toEqual({ line: 2, column: 51 });
  });
});
