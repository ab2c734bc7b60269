import { items, scalarText } from './service.ts';
import { type ComposeError, type MapValue, member, type Value } from './value.ts';

/** What a service starts after; `optional`: it may be missing. */
interface Dependency {
  readonly name: string;
  readonly optional: boolean;
}

/**
 * What Compose checks on the whole project before it does anything (compose-go, loader/validate.go and
 * validation/). `enabled` are the services of the active profiles.
 */
export function checkProject(model: MapValue, enabled: ReadonlySet<string>, errors: ComposeError[]): void {
  const services = member(model, 'services');
  if (services?.kind === 'map')
    for (const [name, { value }] of services.entries)
      if (value.kind === 'map') {
        checkPorts(name, value, errors);
        if (enabled.has(name)) checkService(name, value, model, services, enabled, errors);
      }
  if (services?.kind === 'map') checkCycles(services, enabled, errors);
  checkFiles(model, 'configs', ['file', 'environment', 'content'], errors);
  checkFiles(model, 'secrets', ['file', 'environment'], errors);
  checkVolumes(model, errors);
}

function checkService(
  name: string,
  service: MapValue,
  model: MapValue,
  services: MapValue,
  enabled: ReadonlySet<string>,
  errors: ComposeError[],
): void {
  const path = ['services', name];
  const fail = (message: string, at: Value = service) => errors.push({ message, at: at.at, path });
  const text = (key: string) => scalarText(member(service, key))?.text ?? '';
  const build = member(service, 'build');
  if (build === undefined && text('image') === '' && member(service, 'provider') === undefined)
    fail('a service needs an image or a build');
  const given = (key: string) => (scalarText(member(build, key))?.text ?? '') !== '';
  if (given('dockerfile') && given('dockerfile_inline'))
    fail('dockerfile and dockerfile_inline exclude each other', build);
  const networks = member(service, 'networks');
  if (networks?.kind === 'map') {
    if (text('network_mode') !== '' && networks.entries.size > 0)
      fail('network_mode and networks exclude each other', networks);
    const known = member(model, 'networks');
    for (const network of networks.entries.keys())
      if (network !== 'default' && member(known, network) === undefined)
        fail(`there is no network ${network}`, networks);
  }
  const test = items(member(member(service, 'healthcheck'), 'test'))[0];
  if (test?.kind === 'scalar' && !['CMD', 'CMD-SHELL', 'NONE'].includes(test.text.text))
    fail('healthcheck.test must start with CMD, CMD-SHELL or NONE', test);
  for (const { name: other, optional } of dependencies(service))
    if (!enabled.has(other) && !(optional && services.entries.has(other)))
      fail(`it depends on the service ${other}, which is not there`);
  checkReferences(service, model, fail);
  checkScale(service, text('container_name'), fail);
}

function checkReferences(
  service: MapValue,
  model: MapValue,
  fail: (message: string, at?: Value) => void,
): void {
  for (const volume of items(member(service, 'volumes'))) {
    const source = scalarText(member(volume, 'source'))?.text ?? '';
    const isNamed = scalarText(member(volume, 'type'))?.text === 'volume' && source !== '';
    if (isNamed && !has(model, 'volumes', source)) fail(`there is no volume ${source}`, volume);
  }
  for (const kind of ['configs', 'secrets'])
    for (const item of items(member(service, kind))) {
      const source = scalarText(item.kind === 'map' ? member(item, 'source') : item)?.text ?? '';
      if (!has(model, kind, source)) fail(`${source} is not among the ${kind}`, item);
    }
  const models = member(service, 'models');
  if (models?.kind === 'map')
    for (const name of models.entries.keys())
      if (!has(model, 'models', name)) fail(`there is no model ${name}`, models);
}

function checkScale(
  service: MapValue,
  containerName: string,
  fail: (message: string, at?: Value) => void,
): void {
  const number = (value: Value | undefined) =>
    value?.kind === 'scalar' && value.type === 'int' ? Number(value.text.text) : undefined;
  const scale = number(member(service, 'scale'));
  const replicas = number(member(member(service, 'deploy'), 'replicas'));
  if (scale !== undefined && replicas !== undefined && scale !== replicas)
    fail('scale and deploy.replicas differ');
  const wanted = scale ?? replicas ?? 1;
  if (wanted < 0) fail('scale must not be negative');
  if (wanted > 1 && containerName !== '') fail('a service with a container_name cannot be scaled');
}

function has(model: MapValue, kind: string, name: string): boolean {
  const resources = member(model, kind);
  return resources?.kind === 'map' && resources.entries.has(name);
}

/** What a service depends on: `depends_on`, `links`, shared namespaces, `volumes_from`. */
function dependencies(service: MapValue): readonly Dependency[] {
  const found: Dependency[] = [];
  const declared = member(service, 'depends_on');
  if (declared?.kind === 'map')
    for (const [name, { value }] of declared.entries)
      found.push({ name, optional: scalarText(member(value, 'required'))?.text === 'false' });
  const add = (name: string) => {
    if (!found.some((known) => known.name === name)) found.push({ name, optional: false });
  };
  for (const item of items(member(service, 'links'))) {
    const link = scalarText(item)?.text ?? '';
    const parts = link.split(':');
    add(parts.length === 2 ? (parts[0] ?? '') : link);
  }
  for (const key of ['network_mode', 'ipc', 'pid', 'uts', 'cgroup']) {
    const mode = scalarText(member(service, key))?.text ?? '';
    if (mode.startsWith('service:')) add(mode.slice('service:'.length));
  }
  for (const item of items(member(service, 'volumes_from'))) {
    const source = scalarText(item)?.text ?? '';
    if (!source.startsWith('container:')) add(source.split(':')[0] ?? '');
  }
  return found;
}

function checkCycles(services: MapValue, enabled: ReadonlySet<string>, errors: ComposeError[]): void {
  const state = new Map<string, 'open' | 'done'>();
  const visit = (name: string, depth: number): boolean => {
    const known = state.get(name);
    if (known !== undefined) return known === 'open';
    const service = member(services, name);
    if (service?.kind !== 'map' || !enabled.has(name) || depth > 1000) return false;
    state.set(name, 'open');
    const isCycle = dependencies(service).some((dependency) => visit(dependency.name, depth + 1));
    state.set(name, 'done');
    return isCycle;
  };
  for (const name of enabled)
    if (visit(name, 0))
      errors.push({
        message: 'services depend on each other in a circle',
        at: services.at,
        path: ['services', name],
      });
}

function checkPorts(name: string, service: MapValue, errors: ComposeError[]): void {
  items(member(service, 'ports')).forEach((port, i) => {
    const path = ['services', name, 'ports', String(i)];
    if (port.kind === 'map' && member(port, 'target') === undefined)
      errors.push({ message: 'a port needs a target', at: port.at, path });
    const target = member(port, 'target');
    if (target?.kind === 'scalar' && target.text.isKnown && !(Number(target.text.text) >= 0))
      errors.push({ message: 'a target must be a port', at: target.at, path });
    const address = member(port, 'host_ip');
    if (address?.kind !== 'scalar' || !address.text.isKnown) return;
    if (!isIpAddress(address.text.text))
      errors.push({
        message: `${address.text.text || 'an empty text'} is no IP address`,
        at: address.at,
        path,
      });
  });
}

/** Go's `net.ParseIP`: four decimals without leading zeros, or IPv6 without a zone. */
function isIpAddress(text: string): boolean {
  if (/^(?:(?:25[0-5]|2[0-4]\d|1?[1-9]?\d|1\d\d)(?:\.(?!$)|$)){4}$/.test(text)) return true;
  if (!/^[\da-fA-F:.]{2,45}$/.test(text) || !text.includes(':')) return false;
  return URL.canParse(`http://[${text}]/`);
}

/** Where the content of configs and secrets comes from: one source, unless they exist elsewhere. */
function checkFiles(model: MapValue, kind: string, sources: readonly string[], errors: ComposeError[]): void {
  const resources = member(model, kind);
  if (resources?.kind !== 'map') return;
  for (const [name, { value }] of resources.entries) {
    const count = sources.filter((source) => member(value, source) !== undefined).length;
    const elsewhere = member(value, 'external') !== undefined || member(value, 'driver') !== undefined;
    if (count > 1 || (count === 0 && !elsewhere))
      errors.push({
        message: `${name} needs one of ${sources.join(', ')}`,
        at: value.at,
        path: [kind, name],
      });
  }
}

function checkVolumes(model: MapValue, errors: ComposeError[]): void {
  const volumes = member(model, 'volumes');
  if (volumes?.kind !== 'map') return;
  for (const [name, { value }] of volumes.entries) {
    if (value.kind !== 'map' || scalarText(member(value, 'external'))?.text !== 'true') continue;
    const other = [...value.entries.keys()].find(
      (key) => key !== 'name' && key !== 'external' && !key.startsWith('x-'),
    );
    if (other !== undefined)
      errors.push({ message: `an external volume has no ${other}`, at: value.at, path: ['volumes', name] });
  }
}
