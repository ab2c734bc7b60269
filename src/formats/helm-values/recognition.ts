/** Values files of charts, and what other tools call them. */
const VALUES = /(?:^|\/)(?:[^/]*[-_.])?values(?:[-_.][^/]*)?\.ya?ml(?:\.gotmpl)?$/i;
/** Objects that install a chart: Flux's HelmRelease, Argo CD's Application, k3s's HelmChart. */
const RELEASE = /^kind:[ \t]*["']?(?:HelmRelease|Application|HelmChart)\b/m;
/** The same in a kustomization. */
const KUSTOMIZED = /^helmCharts:/m;

/** Whether a path alone says values file. */
export function hasValuesPath(path: string): boolean {
  return VALUES.test(path) && !/(?:^|\/)templates\//.test(path);
}

/** Whether a text installs a chart. */
export function hasReleaseContent(text: string, path: string): boolean {
  if (isHelmfilePath(path)) return true;
  return /\.ya?ml$/i.test(path) && (KUSTOMIZED.test(text) || (RELEASE.test(text) && /\bchart\b/.test(text)));
}

/** `helmfile.yaml`, `helmfile.d/10-cache.yaml`, also as templates. */
export function isHelmfilePath(path: string): boolean {
  return /(?:^|\/)(?:helmfile(?:[-_.][\w.-]{1,60})?|helmfile\.d\/[^/]{1,200})\.ya?ml(?:\.gotmpl)?$/.test(
    path,
  );
}

/** Whether a path says that a file's values are for a memcached chart: `memcached/values.yaml`, `memcached-values.yaml`. */
export function isMemcachedPath(path: string): boolean {
  const parts = path.split('/');
  const name = (parts.at(-1) ?? '').replace(/\.ya?ml(?:\.gotmpl)?$/i, '');
  const folder = parts.at(-2) ?? '';
  return isMemcachedName(folder) || isMemcachedName(name.replace(/(?:^|[-_.])values(?:[-_.]|$)/i, ''));
}

/** Names of memcached itself: the name, alone or with what tells one from another. */
export function isMemcachedName(name: string): boolean {
  return (
    /^(?:[a-z0-9]{1,20}[-_])?memcached(?:[-_.]?[A-Za-z0-9]{1,30}){0,4}$/.test(name) &&
    !/exporter|client|config|operator|admin|mcrouter|proxy|servers?$|hosts?$|url|secret|backend$|driver/i.test(
      name,
    )
  );
}

/** Names of published charts of memcached; one called `shop-memcached` may as well be a shop that uses it. */
export function isMemcachedChart(name: string): boolean {
  return /^memcached(?:[-_](?:chart|ha|cluster|server|standalone))?$/.test(name);
}
