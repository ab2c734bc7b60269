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
import { type Attacked, describeHostileTexts } from './hostile-texts.ts';

const FORMATS: readonly Attacked[] = [
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

const THROUGH_SHELL: ReadonlySet<Format> = new Set([
  debianConf,
  openrc,
  bsdRc,
  procfile,
  makefile,
  cron,
  upstart,
]);

describeHostileTexts(FORMATS, THROUGH_SHELL);
