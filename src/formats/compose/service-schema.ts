import { deploy, deviceRequest } from './deploy-schema.ts';
import {
  boolean,
  booleanOrString,
  closed,
  dictionary,
  integerOrString,
  list,
  nothing,
  number,
  numberOrString,
  object,
  oneOf,
  type Shape,
  string,
  textLike,
  uniqueList,
  words,
} from './shape.ts';

const NAME = /^[a-zA-Z0-9._-]+$/;
const ANY_NAME = /./;
const strings = uniqueList(string);
const stringOrList = oneOf(string, strings);
const anyScalar: Shape = { kind: 'scalar', types: ['string', 'int', 'float', 'bool', 'null'] };
const listOrDictionary = oneOf(dictionary(ANY_NAME, anyScalar), strings);
const command = oneOf(nothing, string, list(string));
const extraHosts = oneOf(dictionary(ANY_NAME, oneOf(string, list(string))), strings);
const mounts = list(
  oneOf(string, object({ source: string, target: string, uid: string, gid: string, mode: numberOrString })),
);
const ulimits: Shape = {
  kind: 'map',
  known: {},
  others: {
    key: /^[a-z]+$/,
    value: oneOf(integerOrString, object({ hard: integerOrString, soft: integerOrString }, 'soft', 'hard')),
  },
  open: true,
  required: [],
};
const hook = object(
  { command, user: string, privileged: booleanOrString, working_dir: string, environment: listOrDictionary },
  'command',
);

const build = oneOf(
  string,
  object({
    context: string,
    dockerfile: string,
    dockerfile_inline: string,
    entitlements: list(string),
    args: listOrDictionary,
    ssh: listOrDictionary,
    labels: listOrDictionary,
    cache_from: list(string),
    cache_to: list(string),
    no_cache: booleanOrString,
    additional_contexts: listOrDictionary,
    network: string,
    provenance: booleanOrString,
    sbom: booleanOrString,
    pull: booleanOrString,
    target: string,
    shm_size: integerOrString,
    extra_hosts: extraHosts,
    isolation: string,
    privileged: booleanOrString,
    secrets: mounts,
    tags: list(string),
    ulimits,
    platforms: list(string),
  }),
);

const dependsOn = oneOf(
  strings,
  dictionary(
    NAME,
    object(
      {
        restart: booleanOrString,
        required: boolean,
        condition: words('service_started', 'service_healthy', 'service_completed_successfully'),
      },
      'condition',
    ),
  ),
);
const networks = oneOf(
  strings,
  dictionary(
    NAME,
    oneOf(
      nothing,
      object({
        aliases: strings,
        interface_name: string,
        ipv4_address: string,
        ipv6_address: string,
        link_local_ips: strings,
        mac_address: string,
        driver_opts: dictionary(ANY_NAME, numberOrString, true),
        priority: number,
        gw_priority: number,
      }),
    ),
  ),
);
const ports = uniqueList(
  oneOf(
    numberOrString,
    object({
      name: string,
      mode: string,
      host_ip: string,
      target: integerOrString,
      published: integerOrString,
      protocol: string,
      app_protocol: string,
    }),
  ),
);
const volumes = uniqueList(
  oneOf(
    string,
    object(
      {
        type: words('bind', 'volume', 'tmpfs', 'cluster', 'npipe', 'image'),
        source: string,
        target: string,
        read_only: booleanOrString,
        consistency: string,
        bind: object({
          propagation: string,
          create_host_path: booleanOrString,
          recursive: words('enabled', 'disabled', 'writable', 'readonly'),
          selinux: words('z', 'Z'),
        }),
        volume: object({ labels: listOrDictionary, nocopy: booleanOrString, subpath: string }),
        tmpfs: object({ size: integerOrString, mode: numberOrString }),
        image: object({ subpath: string }),
      },
      'type',
    ),
  ),
);
const envFile = oneOf(
  string,
  list(oneOf(string, closed({ path: string, format: string, required: booleanOrString }, 'path'))),
);
const limits = ['read_bps', 'read_iops', 'write_bps', 'write_iops'];
const blockIo = closed({
  ...Object.fromEntries(
    limits.map((name) => [`device_${name}`, list(closed({ path: string, rate: integerOrString }))]),
  ),
  weight: integerOrString,
  weight_device: list(closed({ path: string, weight: integerOrString })),
});
const watch = object(
  {
    ignore: stringOrList,
    include: stringOrList,
    path: string,
    action: words('rebuild', 'sync', 'restart', 'sync+restart', 'sync+exec'),
    target: string,
    exec: hook,
    initial_sync: boolean,
  },
  'path',
  'action',
);

/** Many attributes of one shape. */
function each(shape: Shape, names: string): Record<string, Shape> {
  return Object.fromEntries(names.split(/\s+/).map((name) => [name, shape]));
}

/** The attributes of a service (compose-spec, schema/compose-spec.json as of Compose 2.40). */
export const serviceShape: Shape = object({
  ...each(
    string,
    `cgroup_parent cpuset domainname hostname image ipc isolation mac_address network_mode platform
    pull_refresh_after restart runtime stop_grace_period stop_signal user uts userns_mode working_dir`,
  ),
  ...each(booleanOrString, 'attach init oom_kill_disable privileged read_only stdin_open tty'),
  ...each(
    numberOrString,
    `cpu_shares cpu_quota cpu_period cpu_rt_period cpu_rt_runtime cpus mem_limit memswap_limit pids_limit shm_size`,
  ),
  ...each(integerOrString, 'cpu_count cpu_percent mem_reservation mem_swappiness oom_score_adj scale'),
  ...each(listOrDictionary, 'annotations environment labels sysctls'),
  ...each(
    strings,
    'cap_add cap_drop device_cgroup_rules dns_opt external_links links profiles security_opt volumes_from',
  ),
  ...each(stringOrList, 'dns dns_search tmpfs'),
  ...each(command, 'command entrypoint'),
  ...each(mounts, 'configs secrets'),
  ...each(list(hook), 'post_start pre_stop'),
  blkio_config: blockIo,
  build,
  cgroup: words('host', 'private'),
  container_name: textLike(/[a-zA-Z0-9][a-zA-Z0-9_.-]+/),
  credential_spec: object({ config: string, file: string, registry: string }),
  depends_on: dependsOn,
  deploy,
  develop: oneOf(nothing, object({ watch: list(watch) })),
  devices: list(oneOf(string, object({ source: string, target: string, permissions: string }, 'source'))),
  env_file: envFile,
  expose: uniqueList(numberOrString),
  extends: oneOf(string, closed({ service: string, file: string }, 'service')),
  extra_hosts: extraHosts,
  gpus: oneOf(words('all'), list(closed(deviceRequest))),
  group_add: uniqueList(numberOrString),
  healthcheck: object({
    ...each(string, 'interval timeout start_period start_interval'),
    disable: booleanOrString,
    retries: numberOrString,
    test: oneOf(string, list(string)),
  }),
  label_file: oneOf(string, list(string)),
  logging: object({
    driver: string,
    options: dictionary(ANY_NAME, { kind: 'scalar', types: ['string', 'int', 'float', 'null'] }, true),
  }),
  models: oneOf(
    strings,
    dictionary(NAME, oneOf(nothing, object({ endpoint_var: string, model_var: string })), true),
  ),
  networks,
  pid: oneOf(string, nothing),
  ports,
  provider: object(
    {
      type: string,
      options: dictionary(
        ANY_NAME,
        oneOf(
          { kind: 'scalar', types: ['string', 'int', 'float', 'bool'] },
          list({ kind: 'scalar', types: ['string', 'int', 'float', 'bool'] }),
        ),
        true,
      ),
    },
    'type',
  ),
  pull_policy: textLike(
    /always|never|build|if_not_present|missing|refresh|daily|weekly|every_(?:[0-9]+[wdhms])+/,
  ),
  storage_opt: { kind: 'map', known: {}, open: true, required: [] },
  ulimits,
  use_api_socket: boolean,
  volumes,
});
