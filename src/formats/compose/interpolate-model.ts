import { spellOut } from '../../text/spell-out.ts';
import { TracedText } from '../../text/traced-text.ts';
import { interpolate, type Variables } from './interpolate.ts';
import {
  type ComposeError,
  listValue,
  mapEntries,
  matchesPath,
  type ScalarType,
  type ScalarValue,
  type Value,
} from './value.ts';

type Path = readonly string[];
/** What a text becomes; `undefined`: Compose refuses it. */
type Cast = (text: string) => { readonly type: ScalarType; readonly text: string } | undefined;

/** Values that become numbers and truth values once their variables are replaced (compose-go, loader/interpolate.go). */
const CASTS: readonly (readonly [Path, Cast])[] = [
  ...under(
    'services.*.',
    toInteger,
    'cpu_count cpu_period cpu_quota cpu_rt_period cpu_rt_runtime cpu_shares',
  ),
  ...under('services.*.', toInteger, 'oom_score_adj pids_limit ports.[].target scale healthcheck.retries'),
  ...under('services.*.', toInteger, 'ulimits.* ulimits.*.hard ulimits.*.soft'),
  ...under('services.*.deploy.', toInteger, 'replicas update_config.parallelism rollback_config.parallelism'),
  ...under('services.*.deploy.', toInteger, 'restart_policy.max_attempts placement.max_replicas_per_node'),
  ...under(
    'services.*.deploy.',
    toFloat,
    'update_config.max_failure_ratio rollback_config.max_failure_ratio',
  ),
  ...under('services.*.', toFloat, 'cpu_percent cpus'),
  ...under(
    'services.*.',
    toBoolean,
    'init healthcheck.disable oom_kill_disable privileged read_only stdin_open',
  ),
  ...under('services.*.', toBoolean, 'tty volumes.[].read_only volumes.[].volume.nocopy'),
  ...under('networks.*.', toBoolean, 'external internal attachable enable_ipv4 enable_ipv6'),
  ...under('', toBoolean, 'volumes.*.external secrets.*.external configs.*.external'),
];

function under(prefix: string, cast: Cast, paths: string): readonly (readonly [Path, Cast])[] {
  return paths.split(' ').map((path) => [`${prefix}${path}`.split('.'), cast]);
}

/** Replaces the variables in every text of a model; keys stay as they are. */
export function interpolateModel(
  value: Value,
  variables: Variables,
  path: Path,
  errors: ComposeError[],
): Value {
  if (value.kind === 'map')
    return mapEntries(value, (held, key) => interpolateModel(held, variables, [...path, key], errors));
  if (value.kind === 'list')
    return listValue(
      value.items.map((item) => interpolateModel(item, variables, [...path, '[]'], errors)),
      value.at,
    );
  return value.type === 'string' ? interpolateScalar(value, variables, path, errors) : value;
}

function interpolateScalar(
  value: ScalarValue,
  variables: Variables,
  path: Path,
  errors: ComposeError[],
): ScalarValue {
  const { text, errors: refusals } = interpolate(value.text, variables);
  // Where unset variables count as unknown, who starts it sets those that it cannot do without.
  const found = refusals.filter(({ kind }) => kind !== 'required variable' || text.isKnown);
  for (const { message, at } of found) errors.push({ message, at: at ?? value.at, path });
  const cast = CASTS.find(([pattern]) => matchesPath(path, pattern))?.[1];
  if (cast === undefined || !text.isKnown || found.length > 0) return { ...value, text };
  const made = cast(text.text);
  if (made === undefined) {
    errors.push({ message: `${spellOut(text)} is not of the type that belongs here`, at: value.at, path });
    return { ...value, text };
  }
  return {
    ...value,
    type: made.type,
    text: made.text === text.text ? text : TracedText.decoded(made.text, value.at),
  };
}

function toInteger(text: string): ReturnType<Cast> {
  return /^[-+]?\d{1,18}$/.test(text) ? { type: 'int', text: String(Number(text)) } : undefined;
}

function toFloat(text: string): ReturnType<Cast> {
  return /^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/.test(text) ? { type: 'float', text } : undefined;
}

function toBoolean(text: string): ReturnType<Cast> {
  const lower = text.toLowerCase();
  if (/^(?:true|y|yes|on)$/.test(lower)) return { type: 'bool', text: 'true' };
  return /^(?:false|n|no|off)$/.test(lower) ? { type: 'bool', text: 'false' } : undefined;
}
