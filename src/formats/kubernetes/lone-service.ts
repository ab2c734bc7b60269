import type { Launch } from '../../launch/launch.ts';
import { TracedText } from '../../text/traced-text.ts';
import { asText, entries, nodeAt } from '../../yaml/access.ts';
import { publishedBy, type Service, servicePlace, servicePorts, targetsOf } from './services.ts';

/** Labels by which people say what runs in a pod. */
const NAMING = /^(?:app|name|k8s-app|component|service|app\.kubernetes\.io\/(?:name|component|instance))$/;
/** memcached itself, perhaps with a word that tells it from another one; not its exporter or proxy. */
const MEMCACHED =
  /^(?:[a-z0-9]{1,20}[-_.])?memcached?(?:[-_.](?:server|cache|service|svc|prod|production|dev|staging|\d+))?$/;

/**
 * A Service that takes port 11211 out of the cluster for pods that the repository does not hold, such as those
 * of a chart that is installed elsewhere. It is taken to lead to memcached only if its selector says so.
 */
export function loneServiceLaunch(service: Service, format: string): Launch | undefined {
  const named = namesMemcached(service);
  const port = servicePorts(service).find((item) =>
    targetsOf(item, []).some((range) => range !== 'unknown' && range.first === 11211),
  );
  const place = named?.locate();
  if (named === undefined || place === undefined || port === undefined) return undefined;
  const published = publishedBy(service, []).filter(
    ({ containerPort }) => containerPort !== 'unknown' && containerPort.first === 11211,
  );
  if (published.length === 0) return undefined;
  return {
    format,
    name: `the pods behind Service ${service.object.name}`,
    at: servicePlace(service),
    program: TracedText.decoded('memcached', place),
    argv: [],
    version: { state: 'unknown', because: 'the pods are not in this repository' },
    network: { kind: 'pod', published, limits: [] },
    related: [{ at: place, message: 'this says that the pods run memcached' }],
  };
}

function namesMemcached({ object }: Service): TracedText | undefined {
  for (const [key, { value }] of entries(nodeAt(object.node, ['spec', 'selector']))) {
    const text = asText(value);
    if (text?.isKnown && NAMING.test(key) && MEMCACHED.test(text.text.toLowerCase())) return text;
  }
  return undefined;
}
