/** The part of a path after its last `/`. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** The directory of a path, with its closing `/`; empty for one at the root. */
export function directoryOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}

const TEMPLATE_SUFFIX =
  /\.(?:j2|jinja2?|erb|epp|tmpl|tpl|ctmpl|tftpl|template|in|dist|sample|example|default)$/;

/** A path without the suffixes of templates and samples: `x.conf.sample.j2` is `x.conf`. */
export function withoutTemplateSuffix(path: string): string {
  let rest = path;
  while (TEMPLATE_SUFFIX.test(rest)) rest = rest.replace(TEMPLATE_SUFFIX, '');
  return rest;
}
