import { describe, expect, it } from 'vitest';
import { nixos } from '../../../src/formats/nixos/format.ts';
import { commandLines, place, positions, read } from '../host/read.ts';

const MC = '${pkgs.memcached}/bin/memcached';
const module = (body: string): string => `{ pkgs, lib, ... }:\n{\n  ${body}\n}\n`;
const reading = (body: string) => read(nixos, { 'a.nix': module(body) });

describe('scripts and argument lists', () => {
  it.each<[string, string[]]>([
    [
      `systemd.services.mc.script = ''\n    exec ${MC} -l ''\${IP:-0.0.0.0} \\\n      -U 0\n  '';`,
      ['-l 0.0.0.0 -U 0'],
    ],
    [`processes.mc.exec = "${MC} -p 11211";`, ['-p 11211']],
    [`processes = { mc = { exec = "memcached -l 127.0.0.1 >/dev/null"; }; };`, ['-l 127.0.0.1']],
    [`enterShell = ''\n    ${MC} -d -l ::1 &\n  '';`, ['-d -l ::1']],
    [`x = pkgs.writeShellScriptBin "start" ''\n    ${MC} -l "$1"\n  '';`, ['-l ‹$1›']],
    [`x = pkgs.writeShellScript "start" "${MC} -p 1";`, ['-p 1']],
    [`launchd.agents.mc.config.ProgramArguments = [ "${MC}" "-l" "127.0.0.1 " ];`, ['-l 127.0.0.1 ']],
    [`programs.supervisord.programs.mc.command = "${MC} -l \${cfg.host}";`, ['-l ‹${cfg.host}›']],
  ])('%s', async (body, expected) => {
    expect(commandLines(await reading(body))).toEqual(expected);
  });

  it('have places', async () => {
    const { launches } = await reading(`processes.mc.exec = "${MC} -l 0.0.0.0";`);
    expect(launches[0]!.name).toBe('processes.mc.exec');
    expect(place(launches[0]!)).toBe(`3:24 ${MC} -l 0.0.0.0`);
    expect(positions(launches[0]!)).toEqual(['3:56', '3:59']);
  });

  it.each([
    // Where it is built nobody can connect.
    `preCheck = ''\n    ${MC} &\n  '';`,
    `checkPhase = "${MC} -d";`,
    `installPhase = ''\n    ln -s ${MC} $out/bin\n  '';`,
    `text = "${MC} -l 0.0.0.0";`,
    'environment.systemPackages = [ pkgs.memcached ];',
    'processes.web.exec = "web --cache memcached";',
    `ready.exec = "echo stats | nc localhost 11211 # memcached";`,
  ])('start none: %s', async (body) => {
    expect(commandLines(await reading(body))).toEqual([]);
  });
});

describe('containers', () => {
  it('of oci-containers are published as their ports say', async () => {
    const { launches } = await reading(
      `virtualisation.oci-containers.containers.mc = {\n    image = "memcached:1.5.5";\n    ports = [ "11211:11211" ];\n    cmd = [ "-m" "64" ];\n  };`,
    );
    const [launch] = launches;
    expect([launch!.format, launch!.name]).toEqual(['nixos', 'container memcached:1.5.5']);
    expect(commandLines({ launches, problems: [] })).toEqual(['-m 64']);
    expect(launch!.version).toMatchObject({ state: 'known', label: '1.5.5' });
    const network = launch!.network;
    const published = network.kind === 'container' ? network.published : [];
    expect(published).toHaveLength(1);
    const at = published[0]!.at;
    expect([at.file.text.slice(at.start, at.end), at.file.positionAt(at.start)]).toEqual([
      '11211:11211',
      { line: 5, column: 16 },
    ]);
  });

  it.each<[string, string, number]>([
    [
      'virtualisation.oci-containers = { backend = "docker"; containers = { mc = { image = "memcached"; extraOptions = [ "--network=host" ]; }; }; };',
      'host',
      0,
    ],
    ['virtualisation.oci-containers.containers.mc = { image = "memcached"; };', 'container', 0],
    [
      'virtualisation.oci-containers.containers.mc = { image = "memcached"; ports = [ "127.0.0.1:1:11211" ]; networks = [ "a" ]; };',
      'container',
      1,
    ],
    [
      'virtualisation.oci-containers.containers.mc = { image = "memcached"; ports = cfg.ports; };',
      'unknown',
      0,
    ],
    ['services.mc.service = { image = "memcached"; ports = [ "11211:11211" ]; };', 'container', 1],
    [
      'services.memcached.service = { image = "memcached:1.6"; command = [ "memcached" "-m" "64" ]; };',
      'container',
      0,
    ],
  ])('%s: %s, %i published', async (body, kind, count) => {
    const { launches } = await reading(body);
    expect(launches.map(({ network }) => network.kind)).toEqual([kind]);
    const { network } = launches[0]!;
    expect(network.kind === 'container' ? network.published.length : 0).toBe(count);
  });

  it.each([
    'virtualisation.oci-containers.containers.memcached = { image = "redis"; ports = [ "11211:11211" ]; };',
    'virtualisation.oci-containers.containers.x = { image = "quay.io/prometheus/memcached-exporter"; };',
    'virtualisation.oci-containers.containers.web = { image = "web"; cmd = [ "--memcached=mc:11211" ]; };',
    'virtualisation.oci-containers.containers.memcached = { environment.X = "1"; };',
  ])('start none: %s', async (body) => {
    expect((await reading(body)).launches).toEqual([]);
  });

  it('of NixOS with a network of their own are reached from their host', async () => {
    const { launches } = await reading(
      'containers.a = { privateNetwork = true; config = { services.memcached = { enable = true; listen = "0.0.0.0"; }; }; };' +
        ' containers.b = { config.services.memcached.enable = true; };' +
        ' containers.c = { privateNetwork = true; forwardPorts = [ { hostPort = 11211; } ]; config.services.memcached.enable = true; };',
    );
    expect(launches.map(({ network }) => network.kind)).toEqual(['container', 'host', 'host']);
  });
});
