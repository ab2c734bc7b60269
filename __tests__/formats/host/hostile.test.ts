import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bsdRc } from '../../../src/formats/bsd-rc/format.ts';
import { cloudInit } from '../../../src/formats/cloud-init/format.ts';
import { cron } from '../../../src/formats/cron/format.ts';
import { debianConf } from '../../../src/formats/debian-conf/format.ts';
import { execline } from '../../../src/formats/execline/format.ts';
import type { Format } from '../../../src/formats/format.ts';
import { launchd } from '../../../src/formats/launchd/format.ts';
import { makefile } from '../../../src/formats/makefile/format.ts';
import { nixos } from '../../../src/formats/nixos/format.ts';
import { openrc } from '../../../src/formats/openrc/format.ts';
import { procfile } from '../../../src/formats/procfile/format.ts';
import { supervisord } from '../../../src/formats/supervisord/format.ts';
import { upstart } from '../../../src/formats/upstart/format.ts';
import { vagrantfile } from '../../../src/formats/vagrantfile/format.ts';
import { windowsService } from '../../../src/formats/windows-service/format.ts';
import { contains } from '../../../src/text/span.ts';
import { read } from './read.ts';

/** Each format with a path it takes, a beginning that gets it going, and pieces of its syntax. */
const FORMATS: readonly (readonly [Format, string, string, readonly string[]])[] = [
  [
    debianConf,
    'memcached.conf',
    '-m 64\n',
    ['-l ', '#', '\\', "'", '"', '$X', '${', '`', '(', '{{ x }}', '{%', '&', ';', '>', '<'],
  ],
  [openrc, 'conf.d/memcached', 'UDPPORT=0\n', ['LISTENON=', 'SOCKET=', '"', "'", '${PORT}', '$(', '\\', '#']],
  [
    bsdRc,
    'rc.conf',
    'memcached_enable=YES\n',
    ['memcached_flags=', 'memcached_profiles=', '"', "'", '$', '{', '\\'],
  ],
  [
    launchd,
    'a.plist',
    '<plist><dict><key>ProgramArguments</key><array><string>memcached</string>',
    [
      '<',
      '>',
      '<string>',
      '</string>',
      '<key>',
      '&amp;',
      '&#x110000;',
      '<!--',
      '-->',
      '<![CDATA[',
      ']]>',
      '</array></dict></plist>',
    ],
  ],
  [
    nixos,
    'a.nix',
    '{ services.memcached.enable = true;\n',
    [
      '{',
      '}',
      '[',
      ']',
      '"',
      "''",
      '${',
      ';',
      '=',
      'let',
      'in',
      'with',
      'services.memcached.listen = ',
      '#',
      '/*',
    ],
  ],
  [
    windowsService,
    'a.ps1',
    'memcached.exe -m 64\n',
    ['"', "'", '`', '\\', '$x', '$(', '-BinaryPathName', 'New-Service ', 'memcached ', ',', '&'],
  ],
  [
    windowsService,
    'a.bat',
    'memcached.exe -m 64\n',
    ['"', '^', '\\', 'sc create x binPath= ', 'memcached ', 'start ', '&', '\r\n'],
  ],
  [
    windowsService,
    'a.reg',
    '"ImagePath"="memcached"\n',
    ['"ImagePath"=', 'hex(2):', '6d,00,', '\\', '"', 'memcached'],
  ],
  [
    supervisord,
    'supervisord.conf',
    '[program:m]\ncommand=memcached ',
    [
      '%(',
      ')s',
      '%',
      '"',
      "'",
      '\\',
      ' ;',
      '\n  ',
      '[program:x]',
      'numprocs=9\n',
      'environment=A="1"\n',
      'command=',
    ],
  ],
  [procfile, 'Procfile', 'a: memcached\n', ['b: memcached ', '"', "'", '$(', '{{', '\\', '|']],
  [
    makefile,
    'Makefile',
    'memcached:\n\t',
    [
      '\tmemcached ',
      '$(',
      '${',
      '$$',
      'A = ',
      'A += $(A)',
      '$(A)',
      ')',
      '\\\n',
      ':',
      '#',
      'define A\n',
      'ifdef A\n',
      '"',
    ],
  ],
  [
    cloudInit,
    'user-data',
    '#cloud-config\nruncmd:\n- memcached\n',
    [
      '- memcached ',
      '- [',
      ']',
      'write_files:\n- path: /etc/memcached.conf\n  content: ',
      '"',
      '{{ x }}',
      '|\n  ',
      '&a ',
      '*a',
    ],
  ],
  [
    vagrantfile,
    'Vagrantfile',
    'a = "x"\ninline: "memcached ',
    [
      'inline: "',
      'inline: <<S\n',
      '<<~S\n',
      '  S\n',
      'S\n',
      'a = "',
      '#{a}',
      '#{',
      '}',
      '"',
      "'",
      '\\',
      'inline: a\n',
      '#',
    ],
  ],
  [cron, 'crontab', '@reboot memcached\n', ['@reboot ', '* * * * * ', '%', '\\%', 'A=', '"', 'memcached ']],
  [
    upstart,
    'memcached.conf',
    'respawn\nexec memcached\n',
    ['exec ', 'script\n', 'end script\n', 'env A=', '\\\n', '"', 'memcached '],
  ],
  [
    execline,
    's6/m/run',
    '#!/bin/execlineb -P\nmemcached ',
    ['{', '}', '"', '\\', '#', 'importas -D', '${X}', ' foreground '],
  ],
];

/** Formats whose whole text is a shell's; its reader has bounds and tests of its own. */
const THROUGH_SHELL: ReadonlySet<Format> = new Set([
  debianConf,
  openrc,
  bsdRc,
  procfile,
  makefile,
  cron,
  upstart,
]);

describe.each(FORMATS)('$name at %s', (format, path, start, pieces) => {
  const piece = fc.oneof(
    fc.constantFrom(...pieces, ' ', '\n', '\r\n', '\t', 'memcached', '\ufeff', '\u0000', '\ufdd0'),
    fc.string({ maxLength: 6 }),
  );

  it('never throws and points into the file, whatever the text', async () => {
    await fc.assert(
      fc.asyncProperty(fc.boolean(), fc.array(piece, { maxLength: 30 }), async (begun, parts) => {
        const { launches, problems } = await read(format, { [path]: (begun ? start : '') + parts.join('') });
        for (const { at } of [...launches, ...problems]) {
          expect(contains({ start: 0, end: at.file.text.length }, at)).toBe(true);
        }
        for (const word of launches.flatMap(({ argv }) => argv)) {
          for (const { origin } of word.runs) {
            expect(contains({ start: 0, end: origin.file.text.length }, origin)).toBe(true);
          }
        }
      }),
      { numRuns: 100, seed: 20180227 },
    );
  });

  it('ends soon on a large text of one piece', async () => {
    const size = THROUGH_SHELL.has(format) ? 16_000 : 160_000;
    for (const part of [...pieces, ' ', 'a']) {
      const text = start + part.repeat(Math.ceil(size / part.length));
      const before = performance.now();
      await read(format, { [path]: text });
      const elapsed = performance.now() - before;
      expect(elapsed, JSON.stringify(part)).toBeLessThan(3000);
    }
  });
});
