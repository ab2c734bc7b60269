import { bsdRc } from '../../../src/formats/bsd-rc/format.ts';
import { homebrew } from '../../../src/formats/homebrew/format.ts';
import { inetd } from '../../../src/formats/inetd/format.ts';
import { nixos } from '../../../src/formats/nixos/format.ts';
import { openrc } from '../../../src/formats/openrc/format.ts';
import { smf } from '../../../src/formats/smf/format.ts';
import { windowsService } from '../../../src/formats/windows-service/format.ts';
import { type Attacked, describeHostileTexts } from './hostile-texts.ts';

const FORMATS: readonly Attacked[] = [
  [
    openrc,
    'init.d/memcached',
    '#!/sbin/openrc-run\ncommand=memcached\n',
    [
      'command_args=',
      'start() {',
      '}',
      '"',
      "'",
      '$',
      'start_pre() { start; }\n',
      'default_start\n',
      'RC_SVCNAME=',
    ],
  ],
  [
    bsdRc,
    'etc/rc.d/memcached',
    '#!/bin/sh\nname=memcached\ncommand=memcached\nrun_rc_command start\n',
    [
      'run_rc_command $1\n',
      'rc_cmd $1\n',
      'load_rc_config\n',
      '/usr/local/etc/rc.d/memcached a\n',
      'command_args=',
      '"',
      '$',
      '{',
    ],
  ],
  [
    nixos,
    'a.nix',
    '{ systemd.services.m.serviceConfig.ExecStart = "memcached ',
    ['"', "''", '${', '}', ' + ', '\n', '\\', 'ExecStart = ', 'cfg.a', 'toString ', '(', '['],
  ],
  [
    nixos,
    'b.nix',
    '{ processes.m.exec = "memcached"; ',
    [
      'exec = ',
      '"memcached"',
      'writeShellScript "a" "memcached" ',
      'let a = 1; in ',
      'image = "memcached";',
      'default = 1;',
      '"${cfg.a}"',
    ],
  ],
  [
    smf,
    'manifest.xml',
    '<service_bundle><service name="m"><exec_method name="start" exec="memcached %{a/b}"/>',
    [
      '<',
      '>',
      '"',
      "'",
      '<exec_method name="start" exec=',
      '%{',
      '}',
      '<propval name="b" value="',
      '</service>',
      '&quot;',
    ],
  ],
  [
    inetd,
    'inetd.conf',
    'service memcached\n{\nserver = memcached\n',
    [
      'service m\n{\n',
      '}\n',
      'server = memcached',
      'server_args += -l',
      'm stream tcp nowait root ',
      'memcached ',
      '#',
    ],
  ],
  [
    homebrew,
    'Formula/memcached.rb',
    'class Memcached < Formula\n run [opt_bin/"memcached", ',
    [
      '[',
      ']',
      '"',
      "'",
      '\\',
      '#{',
      '}',
      '#',
      ',',
      'run ',
      '\n run ["memcached"]',
      '<plist>',
      '</plist>',
      '/',
    ],
  ],
  [
    windowsService,
    'b.ps1',
    '$a = "memcached"\n',
    ['$a = ', '$a = @(', '"', "'", '@a', '{', '}', '<#', '#>', '`', '\n', 'Join-Path ', 'Start-Process '],
  ],
];

describeHostileTexts(FORMATS, new Set([openrc, bsdRc, nixos]));
