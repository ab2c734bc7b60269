import type { Launch } from '../../launch/launch.ts';
import { isMemcachedProgram } from '../../memcached/program.ts';
import { unknownEnvironment } from '../../shell/environment.ts';
import { invocationsIn } from '../../shell/invocations.ts';
import type { Location, SourceFile } from '../../text/source-file.ts';
import { TracedText } from '../../text/traced-text.ts';
import type { Format } from '../format.ts';
import { hostLaunches } from '../host/host-launch.ts';
import { attributesOf, readXml, type XmlElement } from '../host/xml.ts';
import { templated } from '../templated.ts';
import { optionsLaunch } from './options.ts';

/**
 * Service manifests of Solaris and illumos: the start method is a command for `/sbin/sh`, in which `%{group/property}`
 * is a property's value as one word (smf_method(7)); the service of the distributions has its words in the property
 * `memcached/options`.
 */
export const smf: Format = templated({
  name: 'smf',
  title: 'SMF manifest',
  hasPath: () => false,
  hasContent: (text) => text.includes('<service_bundle') && /<(?:exec_method|property_group)\b/.test(text),
  async read(files) {
    return { launches: files.flatMap(launchesOf), problems: [] };
  },
});

function launchesOf(file: SourceFile): Launch[] {
  const root = file.text.includes('memcached') ? readXml(file) : undefined;
  if (root === undefined) return [];
  return elements(root, 'service').flatMap((service) => {
    const name = attribute(service, 'name')?.known ?? 'memcached';
    const properties = propertiesOf(service);
    const methods = elements(service, 'exec_method').flatMap((method) =>
      methodLaunches(method, `SMF service ${name}`, properties),
    );
    const options = properties.get('memcached/options');
    return methods.length > 0 || options === undefined
      ? methods
      : optionsLaunch(options.values, options.at, `SMF service ${name}`);
  });
}

interface Property {
  readonly values: readonly TracedText[];
  readonly at: Location;
}

/** By `group/name`: `<propval value=…>`, or `<property>` with a `<value_node value=…>` for each. */
function propertiesOf(service: XmlElement): ReadonlyMap<string, Property> {
  const found = new Map<string, Property>();
  for (const group of elements(service, 'property_group')) {
    const prefix = attribute(group, 'name')?.known ?? '';
    for (const property of [...elements(group, 'propval'), ...elements(group, 'property')]) {
      const name = attribute(property, 'name')?.known;
      const nodes = property.name === 'propval' ? [property] : elements(property, 'value_node');
      const values = nodes.map((node) => attribute(node, 'value')).filter((value) => value !== undefined);
      if (name !== undefined) found.set(`${prefix}/${name}`, { values, at: property.at });
    }
  }
  return found;
}

function methodLaunches(
  method: XmlElement,
  name: string,
  properties: ReadonlyMap<string, Property>,
): Launch[] {
  const command = attribute(method, 'exec');
  const at = command?.locate();
  if (attribute(method, 'name')?.known !== 'start' || command === undefined || at === undefined) return [];
  const script = withProperties(command, properties);
  const options = { dialect: 'sh', interest: isMemcachedProgram } as const;
  return hostLaunches(invocationsIn(script, unknownEnvironment, options), { format: smf.name, name, at });
}

/** The values with their shell characters escaped, as svc.startd puts them in. */
function withProperties(command: TracedText, properties: ReadonlyMap<string, Property>): TracedText {
  const pieces: TracedText[] = [];
  let done = 0;
  for (const match of command.text.matchAll(/%\{([\w.-]{1,100}\/[\w.-]{1,100})(?::[^}]{0,20})?\}/g)) {
    const end = match.index + match[0].length;
    const origin = command.locate(match.index, end);
    const value = properties.get(match[1] ?? '')?.values[0];
    if (origin === undefined) continue;
    const quote = TracedText.decoded("'", origin);
    pieces.push(command.slice(done, match.index));
    if (value === undefined || value.text.includes("'"))
      pieces.push(TracedText.unknown(match[0], 'it is a property of the service', origin));
    else pieces.push(quote, value, quote);
    done = end;
  }
  return TracedText.concat([...pieces, command.slice(done)]);
}

function elements(parent: XmlElement, name: string): readonly XmlElement[] {
  return parent.children.flatMap((child) => [
    ...(child.name === name ? [child] : []),
    ...(child.name === name ? [] : elements(child, name)),
  ]);
}

function attribute(element: XmlElement, name: string): TracedText | undefined {
  return attributesOf(element).get(name);
}
