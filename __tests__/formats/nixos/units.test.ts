import { describe, expect, it } from 'vitest';
import { nixos } from '../../../src/formats/nixos/format.ts';
import { commandLines, place, positions, read } from '../host/read.ts';

const MC = '${pkgs.memcached}/bin/memcached';
const module = (body: string): string => `{ config, pkgs, lib, ... }:\n{\n  ${body}\n}\n`;
const lines = async (body: string): Promise<string[]> =>
  commandLines(await read(nixos, { 'a.nix': module(body) }));

describe('ExecStart of units', () => {
  it.each<[string, string[]]>([
    [`systemd.services.mc.serviceConfig.ExecStart = "${MC} -l 0.0.0.0 -U 0";`, ['-l 0.0.0.0 -U 0']],
    [
      `systemd.services.mc = { environment.P = "11300"; serviceConfig = { ExecStart = "${MC} -p $P"; Type = "simple"; }; };`,
      ['-p 11300'],
    ],
    [
      `systemd.services.mc.serviceConfig.ExecStart = ''\n    ${MC} \\\n      -l 10.0.0.5 \\\n      -U 0\n  '';`,
      ['-l 10.0.0.5 -U 0'],
    ],
    [`systemd.services.mc.serviceConfig.ExecStart = lib.escapeShellArgs [ "${MC}" "-l" "::" ];`, ['-l ::']],
    [
      `systemd.services.mc.serviceConfig.ExecStart = lib.concatStringsSep " " [ "${MC}" "-l ::1" "-v" ];`,
      ['-l ::1 -v'],
    ],
    [`systemd.services.mc.serviceConfig.ExecStart = "${MC} -l " + cfg.ip + " -U 0";`, ['-l ‹cfg.ip› -U 0']],
    [`systemd.services.mc.serviceConfig.ExecStart = lib.mkForce "${MC} -s /run/s";`, ['-s /run/s']],
    [`systemd.user.services.mc = { Service = { ExecStart = [ "" "${MC} -p 1" ]; }; };`, ['-p 1']],
    [`systemd.services."mc-\${name}".serviceConfig.ExecStart = "${MC} -p 1";`, ['-p 1']],
    [
      `systemd.services.a.serviceConfig.ExecStart = "${MC} -p 1"; systemd.services.b.serviceConfig.ExecStart = "${MC} -p 2";`,
      ['-p 1', '-p 2'],
    ],
  ])('%s', async (body, expected) => {
    expect(await lines(body)).toEqual(expected);
  });

  it('have names, places and what confines them', async () => {
    const { launches } = await read(nixos, {
      'a.nix': module(
        `systemd.services.mc.serviceConfig = {\n    PrivateNetwork = true;\n    ExecStart = "${MC} -l 0.0.0.0";\n  };`,
      ),
    });
    const [launch] = launches;
    expect([launch!.format, launch!.name]).toEqual(['nixos', 'mc.service']);
    expect(place(launch!)).toBe(`5:18 ${MC} -l 0.0.0.0`);
    expect(positions(launch!)).toEqual(['5:50', '5:53']);
    expect(launch!.network).toMatchObject({ kind: 'host', limits: [{ reach: 'none' }] });
  });

  it.each([
    'systemd.services.web.serviceConfig.ExecStart = "${pkgs.web}/bin/web --cache memcached:11211";',
    `systemd.services.mc = { enable = false; serviceConfig.ExecStart = "${MC} -l 0.0.0.0"; };`,
    `systemd.services.mc.serviceConfig.ExecStop = "${MC} -h";`,
    'systemd.services.web.after = [ "memcached.service" ];',
    `# systemd.services.mc.serviceConfig.ExecStart = "${MC} -l 0.0.0.0";`,
    `options.systemd.services.mc.serviceConfig.ExecStart = "${MC}";`,
  ])('start none: %s', async (body) => {
    expect(await lines(body)).toEqual([]);
  });
});

describe('what the file itself says about a name', () => {
  const OWN_MODULE = module(`options.services.cache = {
    enable = lib.mkEnableOption "cache";
    host = lib.mkOption { type = lib.types.str; default = "0.0.0.0"; };
    memory = lib.mkOption { default = 64; };
    args = lib.mkOption { default = [ "-U" "0" ]; };
  };
  config = let port = 11300; in lib.mkIf cfg.enable {
    systemd.services.cache.serviceConfig.ExecStart =
      "${MC} -l \${cfg.host} -p \${toString port} -m \${toString config.services.cache.memory} \${lib.concatStringsSep " " cfg.args}";
  };`);

  it('is put in: literals of let, defaults of its options', async () => {
    const reading = await read(nixos, { 'cache.nix': OWN_MODULE });
    expect(commandLines(reading)).toEqual(['-l 0.0.0.0 -p 11300 -m 64 -U 0']);
    expect(positions(reading.launches[0]!).slice(0, 4)).toEqual(['11:40', '5:60', '11:55', '9:23']);
  });

  it.each<[string, string[]]>([
    // Two of one name, and names that are not the module's own.
    [
      `options.a.host = lib.mkOption { default = "::"; }; options.b.host = lib.mkOption { default = "::1"; }; systemd.services.mc.serviceConfig.ExecStart = "${MC} -l \${cfg.host}";`,
      ['-l ‹${cfg.host}›'],
    ],
    [
      `options.a.host = lib.mkOption { default = "::1"; }; systemd.services.mc.serviceConfig.ExecStart = "${MC} -l \${other.host}";`,
      ['-l ‹${other.host}›'],
    ],
    [
      `options.a.host = lib.mkOption { default = null; }; systemd.services.mc.serviceConfig.ExecStart = "${MC} -l \${cfg.host}";`,
      ['-l ‹${cfg.host}›'],
    ],
  ])('stays unknown where it is not clear: %s', async (body, expected) => {
    expect(await lines(body)).toEqual(expected);
  });
});

describe('the version', () => {
  it.each([
    ['flake.nix', 'hosts/a.nix', 'known'],
    ['devenv.nix', 'a.nix', 'known'],
    ['other/flake.nix', 'hosts/a.nix', 'unknown'],
    ['default.nix', 'hosts/a.nix', 'unknown'],
  ])('beside %s: %s is %s', async (beside, path, state) => {
    const { launches } = await read(nixos, {
      [path]: module('services.memcached.enable = true;'),
      [beside]: '{ }\n',
    });
    expect(launches.map(({ version }) => version.state)).toEqual([state]);
  });
});
