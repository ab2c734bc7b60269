/** What an option takes: nothing (a switch), or a value that the CLI checks in this way. */
export type OptionKind = 'switch' | 'text' | 'integer' | 'size' | 'duration' | 'decimal';

/** One command's options, by long name and by letter. */
export interface OptionTable {
  readonly long: ReadonlyMap<string, OptionKind>;
  readonly short: ReadonlyMap<string, string>;
}

export type Engine = 'docker' | 'podman' | 'nerdctl';

/** Names separated by blanks; `x|long` also has the letter x. */
function table(parts: Partial<Record<OptionKind, string>>): OptionTable {
  const long = new Map<string, OptionKind>();
  const short = new Map<string, string>();
  for (const [kind, names] of Object.entries(parts) as [OptionKind, string][])
    for (const entry of names.trim().split(/\s+/)) {
      const [first = '', second] = entry.split('|');
      long.set(second ?? first, kind);
      if (second !== undefined) short.set(first, second);
    }
  return { long, short };
}

function merged(...tables: readonly OptionTable[]): OptionTable {
  return {
    long: new Map(tables.flatMap(({ long }) => [...long])),
    short: new Map(tables.flatMap(({ short }) => [...short])),
  };
}

/** `docker create`, from docker/cli `cli/command/container/opts.go` and `create.go` (28.5). */
const CREATE = table({
  switch: `disable-content-trust help i|interactive init no-healthcheck oom-kill-disable privileged P|publish-all
    q|quiet read-only rm t|tty use-api-socket`,
  text: `add-host annotation a|attach blkio-weight-device cap-add cap-drop cgroup-parent cgroupns cidfile cpuset-cpus
    cpuset-mems device device-cgroup-rule device-read-bps device-read-iops device-write-bps device-write-iops dns
    dns-opt dns-option dns-search domainname entrypoint e|env env-file expose gpus group-add health-cmd h|hostname
    io-maxbandwidth io-maxiops ip ip6 ipc isolation kernel-memory l|label label-file link link-local-ip log-driver
    log-opt mac-address mount name net net-alias network network-alias pid platform p|publish pull restart runtime
    security-opt stop-signal storage-opt sysctl tmpfs ulimit u|user userns uts v|volume volume-driver volumes-from
    w|workdir`,
  integer: `blkio-weight cpu-count cpu-percent cpu-period cpu-quota cpu-rt-period cpu-rt-runtime c|cpu-shares
    health-retries memory-swappiness oom-score-adj pids-limit stop-timeout`,
  size: 'm|memory memory-reservation memory-swap shm-size',
  duration: 'health-interval health-timeout health-start-period health-start-interval',
  decimal: 'cpus',
});

const RUN = merged(CREATE, table({ switch: 'd|detach sig-proxy', text: 'detach-keys' }));

/** What podman adds to docker's options (podman-run(1), 5.4). Its sizes and numbers are left unchecked. */
const PODMAN = table({
  switch: `env-host http-proxy no-hosts no-hostname passwd read-only-tmpfs replace rmi rootfs tls-verify unsetenv-all
    init-ctr-once`,
  text: `arch authfile cert-dir cgroup-conf cgroups chrootdirs conmon-pidfile creds decryption-key env-merge gidmap
    group-entry health-log-destination health-max-log-count health-max-log-size health-on-failure
    health-startup-cmd health-startup-interval health-startup-retries health-startup-success health-startup-timeout
    hosts-file hostuser image-volume init-ctr init-path intel-rdt-closid os passwd-entry personality pidfile pod
    pod-id-file preserve-fd preserve-fds rdt-class requires retry retry-delay sdnotify seccomp-policy secret
    shm-size-systemd subgidname subuidname systemd timeout tz uidmap umask unsetenv variant volumes-from`,
});

/** What nerdctl adds (its command reference, 2.0). */
const NERDCTL = table({
  switch: 'insecure-registry',
  text: `cosign-certificate-identity cosign-certificate-identity-regexp cosign-certificate-oidc-issuer
    cosign-certificate-oidc-issuer-regexp cosign-key ipfs-address label-file pidfile rdt-class snapshotter umask
    verify userns-remap`,
});

/** `docker service create` (docker/cli 28.2). Its sizes and numbers are left unchecked. */
export const SERVICE_OPTIONS = table({
  switch: 'd|detach help init no-healthcheck no-resolve-image q|quiet read-only t|tty with-registry-auth',
  text: `cap-add cap-drop config constraint container-label credential-spec dns dns-option dns-search endpoint-mode
    entrypoint e|env env-file generic-resource group health-cmd health-interval health-retries health-start-interval
    health-start-period health-timeout host hostname isolation l|label limit-cpu limit-memory limit-pids log-driver
    log-opt max-concurrent memory-swap memory-swappiness mode mount name network oom-score-adj placement-pref
    p|publish replicas replicas-max-per-node reserve-cpu reserve-memory restart-condition restart-delay
    restart-max-attempts restart-window rollback-delay rollback-failure-action rollback-max-failure-ratio
    rollback-monitor rollback-order rollback-parallelism secret stop-grace-period stop-signal sysctl ulimit
    update-delay update-failure-action update-max-failure-ratio update-monitor update-order update-parallelism
    u|user w|workdir`,
});

/** `podman pod create` (podman-pod-create(1), 4.3 and 5.4). */
export const POD_OPTIONS = table({
  switch: 'help infra no-hosts no-hostname replace share-parent',
  text: `add-host blkio-weight blkio-weight-device cgroup-parent c|cpu-shares cpus cpuset-cpus cpuset-mems device
    device-read-bps device-write-bps dns dns-option dns-search exit-policy gidmap gpus h|hostname hosts-file
    infra-command infra-conmon-pidfile infra-image infra-name ip ip6 l|label label-file mac-address m|memory
    memory-swap n|name network network-alias pid pod-id-file p|publish restart security-opt share shm-size
    shm-size-systemd subgidname subuidname sysctl uidmap userns uts v|volume volumes-from`,
});

/** Options of `docker`, `podman` and `nerdctl` themselves, before the command. */
const GLOBAL: Readonly<Record<Engine, OptionTable>> = {
  docker: table({
    switch: 'D|debug tls tlsverify v|version help',
    text: 'config c|context H|host l|log-level tlscacert tlscert tlskey',
  }),
  podman: table({
    switch: 'r|remote syslog transient-store noout trace v|version help',
    text: `cgroup-manager config conmon c|connection cdi-spec-dir db-backend default-mounts-file events-backend H|host
      hooks-dir identity imagestore log-level module namespace network-cmd-path network-config-dir out root runroot
      runtime runtime-flag ssh storage-driver storage-opt tmpdir url volumepath`,
  }),
  nerdctl: table({
    switch: 'debug debug-full experimental insecure-registry v|version help',
    text: `a|address cgroup-manager cni-netconfpath cni-path data-root H|host host-gateway-ip hosts-dir bridge-ip
      cdi-spec-dirs global-dns kube-hide-dupe n|namespace snapshotter storage-driver`,
  }),
};

const ADDED: Readonly<Record<Engine, readonly OptionTable[]>> = {
  docker: [],
  podman: [PODMAN],
  nerdctl: [NERDCTL],
};

export function globalOptions(engine: Engine): OptionTable {
  return GLOBAL[engine];
}

/** The options of `run` and `create`. */
export function commandOptions(engine: Engine, command: 'run' | 'create'): OptionTable {
  return merged(command === 'run' ? RUN : CREATE, ...ADDED[engine]);
}

/** `docker build` and `docker buildx build` (buildx 0.29), with what podman's and the classic builder add. */
export const BUILD_OPTIONS = table({
  switch: `check compress disable-content-trust D|debug force-rm help load no-cache pull push q|quiet rm squash
    layers`,
  text: `add-host allow annotation attest build-arg build-context builder cache-from cache-to call cgroup-parent
    cpu-period cpu-quota c|cpu-shares cpuset-cpus cpuset-mems device f|file format iidfile isolation label m|memory
    memory-swap metadata-file network no-cache-filter o|output platform progress provenance sbom secret security-opt
    shm-size ssh t|tag target ulimit v|volume`,
});

/** The engine that a program's base name stands for. */
export function engineOf(name: string): Engine | undefined {
  return name === 'docker' || name === 'podman' || name === 'nerdctl' ? name : undefined;
}
