import { describe, expect, it } from 'vitest';
import { cloudformation } from '../../../src/formats/cloudformation/format.ts';
import { commandLines, place, positions, read } from '../host/read.ts';

const template = (userData: string, parameters = '') =>
  `${parameters}Resources:\n  Cache:\n    Type: AWS::EC2::Instance\n    Properties:\n      UserData:${userData}\n`;
const lines = async (text: string, path = 'template.yaml') =>
  commandLines(await read(cloudformation, { [path]: text }));

describe('user data', () => {
  it.each<[string, string[]]>([
    [
      template('\n        Fn::Base64: |\n          #!/bin/bash\n          memcached -d -l 0.0.0.0\n'),
      ['-d -l 0.0.0.0'],
    ],
    [
      template(
        '\n        Fn::Base64: !Sub |\n          #!/bin/bash\n          IP=::1\n          memcached -l ${!IP} -m ${Memory} -p ${Port}\n',
        'Parameters:\n  Port:\n    Type: Number\n    Default: 11212\n',
      ),
      ['-l ::1 -m ‹Memory› -p 11212'],
    ],
    [template(' !Base64 "#!/bin/sh\\nmemcached -vv\\n"'), ['-vv']],
    [
      template('\n        Fn::Base64:\n          Fn::Sub: "#!/bin/sh\\nmemcached -l ${Ip}\\n"\n'),
      ['-l ‹Ip›'],
    ],
    [
      template(
        '\n        Fn::Base64: !Join ["\\n", ["#!/bin/sh", "memcached -d", !Sub "memcached -p ${P}"]]\n',
      ),
      ['-d', '-p ‹P›'],
    ],
    [
      template(
        '\n        Fn::Base64: |\n          #cloud-config\n          runcmd:\n            - memcached -d\n',
      ),
      ['-d'],
    ],
  ])('%j', async (text, expected) => {
    expect(await lines(text)).toEqual(expected);
  });

  it('of JSON', async () => {
    const text = JSON.stringify(
      {
        Resources: {
          Cache: {
            Type: 'AWS::EC2::Instance',
            Properties: {
              UserData: {
                'Fn::Base64': { 'Fn::Join': ['', ['#!/bin/sh\n', 'memcached -l ', { Ref: 'Ip' }, '\n']] },
              },
            },
          },
        },
      },
      null,
      2,
    );
    expect(await lines(text, 'cache.json')).toEqual(['-l ‹Ip›']);
  });

  it('has places', async () => {
    const text = template(
      '\n        Fn::Base64: !Sub |\n          #!/bin/bash\n          memcached -l 0.0.0.0 -m ${M}\n',
    );
    const { launches } = await read(cloudformation, { 'a.yml': text });
    expect(launches[0]!.name).toBe('UserData of Cache');
    expect(place(launches[0]!)).toBe('8:11 memcached -l 0.0.0.0 -m ${M}');
    expect(positions(launches[0]!)).toEqual(['8:21', '8:24', '8:32', '8:35']);
  });
});

describe('what starts none', () => {
  it.each([
    'Resources:\n  Cache:\n    Type: AWS::ElastiCache::CacheCluster\n    Properties:\n      Engine: memcached\n',
    template(' !Base64 "memcached -l 0.0.0.0"'),
    template('\n        Fn::Base64: |\n          #!/bin/bash\n          yum install -y memcached\n'),
    template('\n        Fn::Base64: |\n          #!/usr/bin/python\n          memcached -l 0.0.0.0\n'),
    'Description: memcached\nUserData: |\n  #!/bin/sh\n  memcached -l 0.0.0.0\n',
    template(' !ImportValue memcached'),
    template(' {'),
  ])('%j', async (text) => {
    expect(await read(cloudformation, { 'a.yml': text })).toEqual({ launches: [], problems: [] });
  });
});
