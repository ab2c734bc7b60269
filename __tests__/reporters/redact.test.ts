import { describe, expect, it } from 'vitest';
import { redact, redactWords } from '../../src/reporters/redact.ts';

describe('redact', () => {
  it.each([
    ['Environment=MEMCACHED_PASSWORD=hunter2', 'Environment=MEMCACHED_PASSWORD=***'],
    ['      MEMCACHED_PASSWORD: "hunter 2"', '      MEMCACHED_PASSWORD: ***'],
    ["password='hunter2' -l 0.0.0.0", 'password=*** -l 0.0.0.0'],
    ['ENV SASL_PASSWD=hunter2 X=1', 'ENV SASL_PASSWD=*** X=1'],
    ['{"api_key": "abc", "x": 1}', '{"api_key": ***, "x": 1}'],
    ['--password hunter2 -U 0', '--password *** -U 0'],
    ['["--auth-token", "hunter2", "-U"]', '["--auth-token", ***, "-U"]'],
    ['DATABASE=postgres://app:hunter2@db/x', 'DATABASE=postgres://app:***@db/x'],
    ['echo ghp_abcdefghijklmnopqrstuvwxyz0123456789', 'echo ***'],
    ['KEY AKIAIOSFODNN7EXAMPLE', 'KEY ***'],
    ['x eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJl', 'x ***'],
    ['S=Zx8Qw2Er5Ty7Ui9Op3As6Df4Gh1Jk0LzXc', 'S=***'],
    ['password=${PASSWORD:-hunter2}', 'password=***'],
  ])('%s', (text, shown) => {
    expect(redact(text)).toBe(shown);
  });

  it.each([
    'image: memcached:1.6.21-alpine@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    'password: ${PASSWORD}',
    'password=$PASSWORD -l 0.0.0.0',
    '-l 0.0.0.0 -p 11211 -u memcache -P /var/run/memcached/memcached.pid',
    '--auth-file=/etc/memcached/auth',
    'PasswordAuthentication yes',
    'memcached-deployment-cluster-eu-west-2-production-0001',
    'ExecStart=/usr/bin/memcached --enable-ssl -o ssl_key=/etc/ssl/memcached.pem',
    'https://github.com/memcached/memcached/wiki/ConfiguringServer#networking',
    'password: {{ vault_password }}',
    '',
  ])('leaves alone: %s', (text) => {
    expect(redact(text)).toBe(text);
  });

  it('masks the word after an option that names a secret', () => {
    expect(redactWords(['--password', 'hunter2', '-l', '0.0.0.0'])).toEqual([
      '--password',
      '***',
      '-l',
      '0.0.0.0',
    ]);
    expect(redactWords(['--token', '-U', '0'])).toEqual(['--token', '-U', '0']);
    expect(redactWords(['--password=hunter2'])).toEqual(['--password=***']);
  });

  it.each(['password', 'password=', 'token ', ' ', '"', '::', 'eyJa.', 'a1B', '--token '])(
    'is linear on %j',
    (piece) => {
      const start = performance.now();
      redact(piece.repeat(200_000 / piece.length));
      expect(performance.now() - start).toBeLessThan(1_500);
    },
  );
});
