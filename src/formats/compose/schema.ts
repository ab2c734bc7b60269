import { serviceShape } from './service-schema.ts';
import {
  booleanOrString,
  checkShape,
  closed,
  dictionary,
  integer,
  list,
  nothing,
  numberOrString,
  object,
  oneOf,
  type Shape,
  string,
  uniqueList,
} from './shape.ts';
import type { ComposeError, Value } from './value.ts';

const NAME = /^[a-zA-Z0-9._-]+$/;
const ANY_NAME = /./;
const stringOrList = oneOf(string, uniqueList(string));
const labels = oneOf(
  dictionary(ANY_NAME, { kind: 'scalar', types: ['string', 'int', 'float', 'bool', 'null'] }),
  uniqueList(string),
);
const external = oneOf(booleanOrString, object({ name: string }));
const driverOptions = dictionary(ANY_NAME, numberOrString, true);

const network = oneOf(
  nothing,
  object({
    name: string,
    driver: string,
    driver_opts: driverOptions,
    ipam: object({
      driver: string,
      config: list(
        object({
          subnet: string,
          ip_range: string,
          gateway: string,
          aux_addresses: dictionary(ANY_NAME, string),
        }),
      ),
      options: dictionary(ANY_NAME, string),
    }),
    external,
    internal: booleanOrString,
    enable_ipv4: booleanOrString,
    enable_ipv6: booleanOrString,
    attachable: booleanOrString,
    labels,
  }),
);

const volume = oneOf(
  nothing,
  object({ name: string, driver: string, driver_opts: driverOptions, external, labels }),
);
const openExternal = oneOf(booleanOrString, {
  kind: 'map',
  known: { name: string },
  open: true,
  required: [],
});
const secret = object({
  name: string,
  environment: string,
  file: string,
  external: openExternal,
  labels,
  driver: string,
  driver_opts: driverOptions,
  template_driver: string,
});
const config = object({
  name: string,
  content: string,
  environment: string,
  file: string,
  external: openExternal,
  labels,
  template_driver: string,
});
const model = object(
  { name: string, model: string, context_size: integer, runtime_flags: list(string) },
  'model',
);
const include = oneOf(
  string,
  closed({ path: stringOrList, env_file: stringOrList, project_directory: string }),
);

const project: Shape = object({
  version: string,
  name: string,
  include: list(include),
  services: dictionary(NAME, serviceShape),
  models: dictionary(NAME, model, true),
  networks: dictionary(NAME, network, true),
  volumes: dictionary(NAME, volume),
  secrets: dictionary(NAME, secret),
  configs: dictionary(NAME, config),
});

/** Compares a model with Compose's own schema (compose-spec, schema/compose-spec.json as of Compose 2.40). */
export function checkSchema(value: Value, errors: ComposeError[]): void {
  checkShape(value, project, [], errors);
}
