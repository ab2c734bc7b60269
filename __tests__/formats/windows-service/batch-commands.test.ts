import { describe, expect, it } from 'vitest';
import { windowsService } from '../../../src/formats/windows-service/format.ts';
import { commandLines, place, positions, read } from '../host/read.ts';

const lines = async (text: string): Promise<string[]> =>
  commandLines(await read(windowsService, { 'run.bat': text }));

describe('what stands in front of a command', () => {
  it.each<[string, string[]]>([
    ['if not exist run.lck memcached.exe -l 0.0.0.0', ['-l 0.0.0.0']],
    ['IF EXIST x (memcached.exe -m 64)', ['-m 64']],
    ['if "%1"=="all" memcached.exe -l 0.0.0.0', ['-l 0.0.0.0']],
    ['if %1 == all memcached.exe -l 0.0.0.0', ['-l 0.0.0.0']],
    ['if /i not %1 equ all memcached.exe -l 0.0.0.0', ['-l 0.0.0.0']],
    ['if errorlevel 1 memcached.exe -p 1', ['-p 1']],
    [') else memcached.exe -p 1', []],
    ['for %%p in (1 2) do memcached.exe -p %%p', ['-p ‹%%p…›']],
    ['start "memcached" /min memcached.exe -m 64', ['-m 64']],
    ['start /B "" "C:\\m c\\memcached.exe" -m 64', ['-m 64']],
    ['start /D "C:\\mc" /B memcached.exe -m 64', ['-m 64']],
    ['start "" /D C:\\mc memcached.exe -m 64', ['-m 64']],
    ['RunHiddenConsole.exe C:\\mc\\memcached.exe -m 64', ['-m 64']],
    ['psexec -d -accepteula memcached.exe -m 64', ['-m 64']],
    ['cmd /c "memcached.exe -l 127.0.0.1"', ['-l 127.0.0.1']],
    ['cmd.exe /k start "" memcached.exe -m 64', ['-m 64']],
    ['runas /user:cache "memcached.exe -m 64"', ['-m 64']],
    ['memcached.exe -m 64 > log.txt 2>&1', ['-m 64']],
    ['memcached.exe >nul -m 64 2>>err.txt', ['-m 64']],
  ])('%s', async (text, expected) => {
    expect(await lines(text)).toEqual(expected);
  });

  it('says whether it may not be run', async () => {
    const { launches } = await read(windowsService, {
      'run.bat': 'memcached.exe -p 1\r\nif exist x memcached.exe -p 2\r\n',
    });
    expect(launches.map(({ condition }) => condition)).toEqual([
      undefined,
      'if its command line gets to this command',
    ]);
    expect(place(launches[1]!)).toBe('2:12 memcached.exe -p 2');
    expect(positions(launches[1]!)).toEqual(['2:26', '2:29']);
  });
});

describe('a command whose program a variable holds', () => {
  it('stands from its first character to its last', async () => {
    const { launches } = await read(windowsService, {
      'run.bat': 'set mc=C:\\mc\r\nstart "mc" "%mc%\\memcached.exe" -p %1 -l ::1\r\n',
    });
    expect(place(launches[0]!)).toBe('2:1 start "mc" "%mc%\\memcached.exe" -p %1 -l ::1');
  });
});

describe('services', () => {
  it.each<[string, string, string[]]>([
    [
      'a path with blanks and no quotes',
      'sc create "mc 1" start= auto binPath= "D:\\my files\\memcached.exe -d runservice -l 127.0.0.1" DisplayName= "mc"',
      ['-d runservice -l 127.0.0.1'],
    ],
    [
      'the registry',
      'reg add "HKLM\\SYSTEM\\CurrentControlSet\\Services\\memcached" /v ImagePath /t REG_EXPAND_SZ /d "\\"C:\\mc\\memcached.exe\\" -d runservice -l 10.0.0.5" /f',
      ['-d runservice -l 10.0.0.5'],
    ],
    [
      'NSSM with its parameters apart',
      'nssm install mc "C:\\mc\\memcached.exe"\r\nnssm set mc AppDirectory C:\\mc\r\nnssm set memcached AppParameters -m 64',
      ['', '-m 64'],
    ],
    [
      'NSSM with other parameters afterwards',
      'nssm install memcached "C:\\mc\\memcached.exe" -l 0.0.0.0\r\nnssm set memcached AppParameters "-m 64 -l 127.0.0.1"',
      ['-m 64 -l 127.0.0.1'],
    ],
    [
      'what is configured after the installation',
      'memcached.exe -d install\r\nsc config memcached binPath= "C:\\mc\\memcached.exe -d runservice -l 127.0.0.1"\r\nmemcached.exe -d start',
      ['-d runservice -l 127.0.0.1'],
    ],
    [
      'a program beside a service that is configured',
      'memcached.exe -p 1\r\nsc config memcached binPath= "C:\\mc\\memcached.exe -p 2"',
      ['-p 1', '-p 2'],
    ],
  ])('%s', async (_what, text, expected) => {
    expect(await lines(text)).toEqual(expected);
  });
});

describe('what starts none', () => {
  it.each([
    // The first word in quotes is the window's title.
    'start "C:\\mc\\memcached.exe"',
    'if exist memcached.exe echo found',
    'if not exist C:\\mc\\memcached.exe goto missing',
    'for %%f in (memcached.exe) do copy %%f C:\\mc',
    'reg add HKLM\\x /v Path /d "C:\\mc\\memcached.exe"',
    'reg query HKLM\\SYSTEM\\CurrentControlSet\\Services\\memcached /v ImagePath',
    'nssm set memcached AppDirectory C:\\mc',
    'nssm remove memcached confirm',
    'sc config memcached start= auto',
    'cmd /c "echo memcached.exe -l 0.0.0.0"',
    'runas /user:memcached "notepad"',
    'tasklist | find "memcached.exe"',
  ])('%s', async (text) => {
    expect(await read(windowsService, { 'run.cmd': text })).toEqual({ launches: [], problems: [] });
  });
});
