/** Endings of files that hold manifests; templates keep an ending of their own behind it. */
const ENDING = /\.(?:ya?ml|json|j2|jinja2?|tmpl|tpl|template|dist|example|sample|in)$/i;

/** Whether a text is a manifest: `apiVersion` and `kind` at some object's top. */
export function hasManifestContent(text: string, path: string): boolean {
  return (
    ENDING.test(path) &&
    /^\s*(?:-\s+)?["']?apiVersion["']?[ \t]*:[ \t]*["']?[\w.{]/m.test(text) &&
    /^\s*(?:-\s+)?["']?kind["']?[ \t]*:[ \t]*["']?[A-Z{]/m.test(text)
  );
}
