import { describe, expect, it } from 'vitest';
import { terraform } from '../../../src/formats/terraform/format.ts';
import type { Launch } from '../../../src/launch/launch.ts';
import { commandLines, place, positions, read } from '../host/read.ts';

const lines = async (text: string) => commandLines(await read(terraform, { 'main.tf': text }));
const machine = (attributes: string) => `resource "aws_instance" "cache" {\n${attributes}\n}\n`;

describe('scripts of machines', () => {
  it.each<[string, string[]]>([
    [machine('  user_data = <<-EOF\n    #!/bin/bash\n    memcached -d -l 0.0.0.0\n  EOF'), ['-d -l 0.0.0.0']],
    [machine('  user_data = <<EOF\n#!/bin/sh\nmemcached -l ${var.ip}\nEOF'), ['-l ‹var.ip›']],
    [
      `variable "ip" {\n  default = "0.0.0.0"\n}\n${machine('  user_data = <<EOF\n#!/bin/sh\nmemcached -l ${var.ip}\nEOF')}`,
      ['-l 0.0.0.0'],
    ],
    [machine('  user_data = base64encode(<<-EOF\n    #!/bin/bash\n    memcached -vv\n  EOF\n  )'), ['-vv']],
    [machine('  user_data = <<-EOF\n    #cloud-config\n    runcmd:\n      - memcached -d\n  EOF'), ['-d']],
    [
      machine(
        '  user_data = <<-EOT\n    #!/bin/sh\n    cat > /etc/memcached.conf <<EOF\n    -l 0.0.0.0\n    EOF\n  EOT',
      ),
      ['-l 0.0.0.0'],
    ],
    [machine('  metadata_startup_script = "apt-get update; memcached -p 1"'), ['-p 1']],
    [
      machine(
        '  provisioner "remote-exec" {\n    inline = [\n      "IP=::1",\n      "memcached -l $IP",\n    ]\n  }',
      ),
      ['-l ::1'],
    ],
    ['build {\n  provisioner "shell" {\n    inline = ["memcached -d"]\n  }\n}\n', ['-d']],
    [
      machine(
        "  user_data = <<-EOF\n    #!/bin/bash\n    sed -i 's/-l 127.0.0.1/-l 0.0.0.0/' /etc/memcached.conf\n  EOF",
      ),
      ['-m 64 -p 11211 -u memcache -l 0.0.0.0 -P /var/run/memcached/memcached.pid'],
    ],
    // The empty options are those of an older release.
    [
      machine(
        `  user_data = <<-EOF\n    #!/bin/bash\n    sed -i 's/OPTIONS=""/OPTIONS="-l 0.0.0.0"/' /etc/sysconfig/memcached\n  EOF`,
      ),
      ['-p 11211 -u memcached -m 64 -c 1024 -l 0.0.0.0'],
    ],
  ])('%j', async (text, expected) => {
    expect(await lines(text)).toEqual(expected);
  });

  it('have places', async () => {
    const { launches } = await read(terraform, {
      'main.tf': machine('  user_data = <<-EOF\n    #!/bin/bash\n    memcached -d -l 0.0.0.0\n  EOF'),
    });
    expect(place(launches[0]!)).toBe('4:5 memcached -d -l 0.0.0.0');
    expect(positions(launches[0]!)).toEqual(['4:15', '4:18', '4:21']);
    expect(launches[0]!.name).toBe('script of a machine');
  });
});

describe('containers of the docker provider', () => {
  const container = (more: string, image = '"memcached:1.5"') =>
    `resource "docker_container" "cache" {\n  name = "cache"\n  image = ${image}\n${more}\n}\n`;
  const portsOf = ({ network }: Launch) =>
    network.kind === 'container'
      ? network.published.map(({ hostAddress, hostPort }) => [hostAddress?.text, hostPort])
      : network.kind;

  it.each<[string, string, unknown]>([
    [
      container('  ports {\n    internal = 11211\n    external = 11211\n  }'),
      '',
      [[undefined, { first: 11211, last: 11211 }]],
    ],
    [
      container(
        '  command = ["-U", "0"]\n  ports {\n    internal = 11211\n    external = 1\n    ip = "127.0.0.1"\n  }',
      ),
      '-U 0',
      [['127.0.0.1', { first: 1, last: 1 }]],
    ],
    [container('  network_mode = "host"'), '', 'host'],
    [
      `${container('', 'docker_image.m.image_id')}resource "docker_image" "m" {\n  name = "memcached"\n}\n`,
      '',
      [],
    ],
  ])('%j', async (text, argv, ports) => {
    const reading = await read(terraform, { 'main.tf': text });
    expect(commandLines(reading)).toEqual([argv]);
    expect(reading.launches.map(portsOf)).toEqual([ports]);
  });
});

describe('what starts none', () => {
  it.each([
    'resource "aws_elasticache_cluster" "memcached" {\n  engine = "memcached"\n  port = 11211\n}\n',
    'resource "google_memcache_instance" "memcached" {}\n',
    'resource "aws_security_group" "memcached" {\n  ingress {\n    from_port = 11211\n    to_port = 11211\n    cidr_blocks = ["0.0.0.0/0"]\n  }\n}\n',
    machine('  user_data = <<EOF\nmemcached -l 0.0.0.0\nEOF'),
    machine('  user_data = <<EOF\n#!/usr/bin/env python3\nmemcached -l 0.0.0.0\nEOF'),
    machine('  user_data = <<EOF\n#!/bin/sh\napt-get install -y memcached\nEOF'),
    machine('  # user_data = <<EOF\n  # #!/bin/sh\n  # memcached -l 0.0.0.0\n  # EOF'),
    machine('  user_data = <<EOF\n#!/bin/sh\nmemcached -l 0.0.0.0\n'),
    'resource "docker_container" "memcached" {\n  image = "redis"\n  ports {\n    internal = 6379\n  }\n}\n',
    'resource "docker_image" "memcached" {\n  name = "memcached:1.5"\n}\n',
    'variable "user_data" {\n  description = "memcached -l 0.0.0.0"\n}\n',
  ])('%j', async (text) => {
    expect(await read(terraform, { 'main.tf': text })).toEqual({ launches: [], problems: [] });
  });
});
