import { describe, expect, it } from 'vitest';
import { nixos } from '../../../src/formats/nixos/format.ts';
import { sourceText } from '../../../src/text/source-file.ts';
import { commandLines, place, read } from '../host/read.ts';

const words = async (text: string): Promise<string[]> =>
  commandLines(await read(nixos, { 'configuration.nix': text }));
const module = (body: string): string => `{ config, pkgs, lib, ... }:\n{\n  ${body}\n}\n`;

describe("the module's command line", () => {
  it.each<[string, string[]]>([
    ['services.memcached.enable = true;', ['-l 127.0.0.1 -p 11211 -m 64 -c 1024']],
    [
      'services.memcached = { enable = true; listen = "0.0.0.0"; port = 11212; };',
      ['-l 0.0.0.0 -p 11212 -m 64 -c 1024'],
    ],
    [
      'services.memcached.enable = true; services.memcached.extraOptions = [ "-U 11211" "-v" ];',
      ['-l 127.0.0.1 -p 11211 -m 64 -c 1024 -U 11211 -v'],
    ],
    [
      'services = { memcached = { enable = true; extraOptions = [ "-l" "10.0.0.1" ]; maxMemory = 512; }; };',
      ['-l 127.0.0.1 -p 11211 -m 512 -c 1024 -l 10.0.0.1'],
    ],
    [
      'services.memcached = { enable = true; enableUnixSocket = true; listen = "0.0.0.0"; };',
      ['-s /run/memcached/memcached.sock -m 64 -c 1024'],
    ],
    [
      'services.memcached = { enable = lib.mkForce true; listen = lib.mkDefault ("::"); };',
      ['-l :: -p 11211 -m 64 -c 1024'],
    ],
    [
      'services.memcached = { enable = true; listen = cfg.address; };',
      ['-l ‹cfg.address› -p 11211 -m 64 -c 1024'],
    ],
    [
      'services.memcached = { enable = true; listen = "${cfg.ip}"; port = config.x.port + 1; };',
      ['-l ‹${cfg.ip}› -p ‹config.x.port + 1› -m 64 -c 1024'],
    ],
    [
      'services.memcached = { enable = true; extraOptions = extra ++ [ "-v" ]; };',
      ['-l 127.0.0.1 -p 11211 -m 64 -c 1024 ‹extra ++ [ "-v" ]…›'],
    ],
    [
      'services.memcached = { enable = true; extraOptions = [ "-l \'10.0.0.1\'" ]; };',
      ["-l 127.0.0.1 -p 11211 -m 64 -c 1024 ‹-l '10.0.0.1'…›"],
    ],
    [
      "services.memcached = { enable = true; listen = ''10.0.0.7''; };",
      ['-l 10.0.0.7 -p 11211 -m 64 -c 1024'],
    ],
    [
      'config = lib.mkIf cfg.enable { services.memcached = { enable = true; listen = "0.0.0.0"; }; };',
      ['-l 0.0.0.0 -p 11211 -m 64 -c 1024'],
    ],
    [
      'imports = [ ({ ... }: { services.memcached.enable = true; }) ];',
      ['-l 127.0.0.1 -p 11211 -m 64 -c 1024'],
    ],
    [
      'x = with lib; let a = { b = 1; }; in mkMerge [ { services.memcached.enable = true; } ];',
      ['-l 127.0.0.1 -p 11211 -m 64 -c 1024'],
    ],
    [
      'containers.a.config = { services.memcached.enable = true; }; containers.b.config.services.memcached = { enable = true; listen = "0.0.0.0"; };',
      ['-l 127.0.0.1 -p 11211 -m 64 -c 1024', '-l 0.0.0.0 -p 11211 -m 64 -c 1024'],
    ],
  ])('%s', async (body, expected) => {
    expect(await words(module(body))).toEqual(expected);
  });

  it('is only possible where another module enables it', async () => {
    const { launches } = await read(nixos, { 'a.nix': module('services.memcached.listen = "0.0.0.0";') });
    expect(launches.map((launch) => launch.condition)).toEqual(['where another module enables it']);
  });
});

describe("devenv's module", () => {
  it.each<[string, string[]]>([
    ['services.memcached = { enable = true; bind = "0.0.0.0"; };', ['--port=11211 --listen=0.0.0.0']],
    [
      'services.memcached = { enable = true; port = 11212; startArgs = [ "-U 11211" "-v" ]; };',
      ['--port=11212 --listen=127.0.0.1 -U 11211 -v'],
    ],
    ['services.memcached = { enable = true; bind = cfg.ip; };', ['--port=11211 --listen=‹cfg.ip›']],
    ['services.memcached = { enable = false; bind = "0.0.0.0"; };', []],
  ])('%s', async (body, expected) => {
    expect(await words(module(body))).toEqual(expected);
  });
});

describe('places', () => {
  it('are those of the values', async () => {
    const text = module(
      'services.memcached = {\n    enable = true;\n    listen = "0.0.0.0";\n    extraOptions = [ "-U 11211" ];\n  };',
    );
    const [launch] = (await read(nixos, { 'a.nix': text })).launches;
    expect(place(launch!)).toBe('5:14 "0.0.0.0"');
    const at = launch!.argv.map((word) => word.locate()!);
    expect(sourceText(at[1]!)).toBe('0.0.0.0');
    expect(sourceText(at[8]!)).toBe('-U');
    expect(at[9]!.file.positionAt(at[9]!.start)).toEqual({ line: 6, column: 26 });
  });
});

describe('what starts none', () => {
  it.each([
    module('services.memcached.enable = false;'),
    module('# services.memcached.enable = true;'),
    module('/* services.memcached.enable = true; */'),
    module('environment.systemPackages = with pkgs; [ memcached ];'),
    module('systemd.services.memcached.wantedBy = [ "x" ];'),
    module('options.services.memcached.enable = lib.mkEnableOption "memcached";'),
    module('text = "services.memcached.enable = true;";'),
    "''${ \"${ ''",
    '{ services.memcached = ',
    'let in in in } ] ) ; = memcached',
  ])('%j', async (text) => {
    expect(await words(text)).toEqual([]);
  });
});
