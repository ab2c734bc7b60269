import type { Launch } from '../../launch/launch.ts';
import { isMemcachedProgram } from '../../memcached/program.ts';
import { unknownEnvironment } from '../../shell/environment.ts';
import { invocationsIn, invocationsOf } from '../../shell/invocations.ts';
import type { TracedText } from '../../text/traced-text.ts';
import { hostLaunches } from '../host/host-launch.ts';
import type { NixBinding } from './bindings.ts';
import type { KnownValues } from './known-values.ts';
import { FORMAT } from './name.ts';
import type { NixToken } from './tokens.ts';

/**
 * Options whose text a shell reads where it is used: of NixOS units and of devenv, process-compose and the like.
 * Phases of a build (`preCheck`) are not among them, since they run where nobody can connect.
 */
const SCRIPTS = /^(?:script|preStart|postStart|exec|command|shellHook|enterShell)$/;

/** Functions of nixpkgs that make a script of their second argument. */
const SCRIPT_WRITER = /^write(?:Shell|Bash|Dash)?Script(?:Bin)?$|^write(?:Bash|Dash)(?:Bin)?$/;

/** The memcached that scripts and argument lists of a Nix file start. */
export function commandLaunches(
  tokens: readonly NixToken[],
  bindings: readonly NixBinding[],
  known: KnownValues,
): Launch[] {
  return [...bindings.flatMap(bindingLaunches), ...scriptLaunches(tokens, known)];
}

function bindingLaunches({ path, value, at }: NixBinding): Launch[] {
  const option = path.at(-1) ?? '';
  const name = path.join('.');
  // What runs in a container is read with it.
  if (path.at(-2) === 'service' || path.includes('containers')) return [];
  if (value.kind === 'text' && SCRIPTS.test(option)) return launchesIn(value.text, name);
  const isArguments = option === 'ProgramArguments' || option === 'command';
  if (value.kind !== 'list' || !isArguments) return [];
  return hostLaunches(invocationsOf(value.items, unknownEnvironment), { format: FORMAT, name, at });
}

/** `pkgs.writeShellScriptBin "start" ''…''`. */
function scriptLaunches(tokens: readonly NixToken[], known: KnownValues): Launch[] {
  return tokens.flatMap((token, index) => {
    if (token.kind !== 'identifier' || !SCRIPT_WRITER.test(token.text)) return [];
    const [name, text] = [tokens[index + 1]?.value, tokens[index + 2]?.value];
    return name && text ? launchesIn(known.inText(text), `script ${name.known ?? ''}`.trim()) : [];
  });
}

function launchesIn(script: TracedText, name: string): Launch[] {
  if (!script.text.includes('memcached')) return [];
  const invocations = invocationsIn(script, unknownEnvironment, {
    dialect: 'bash',
    interest: isMemcachedProgram,
  });
  return hostLaunches(invocations, { format: FORMAT, name });
}
