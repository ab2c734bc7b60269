/** Endings of files that hold manifests; templates keep an ending of their own behind it. */
const ENDING = /\.(?:ya?ml|json|j2|jinja2?|tmpl|tpl|template|dist|example|sample|in)$/i;

/** A template of a chart that only includes named ones. */
const INCLUDES = /\{\{-?\s{0,9}(?:include|template)\s{1,9}"/;

/** Whether a text is a manifest: `apiVersion` and `kind` at some object's top; or a template that includes one. */
export function hasManifestContent(text: string, path: string): boolean {
  if (/(?:^|\/)templates\/.+\.ya?ml$/.test(path) && INCLUDES.test(text)) return true;
  return (
    ENDING.test(path) &&
    /(?:^|[{,])[ \t]{0,99}(?:-[ \t]{1,99})?["']?apiVersion["']?[ \t]*:[ \t]*["']?[\w.{]/m.test(text) &&
    /(?:^|[{,])[ \t]{0,99}(?:-[ \t]{1,99})?["']?kind["']?[ \t]*:[ \t]*["']?[A-Z{]/m.test(text)
  );
}
