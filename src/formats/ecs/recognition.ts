/** Endings of task definitions and of CloudFormation templates; Terraform's templates keep their own behind it. */
const ENDING = /\.(?:json|ya?ml|template|tpl|tftpl|tmpl|j2)$/i;

/** Whether a text describes containers of Amazon ECS: a task definition, or only its list of containers. */
export function hasTaskDefinition(text: string, path: string): boolean {
  if (!ENDING.test(path)) return false;
  if (/["']?\b[cC]ontainerDefinitions["']?[ \t]{0,20}:/.test(text)) return true;
  const isList = /^\s{0,100}\[\s{0,100}\{/.test(text.slice(0, 1000)) && text.includes('"image"');
  return isList && /"(?:portMappings|essential|logConfiguration|memoryReservation)"[ \t]{0,20}:/.test(text);
}
