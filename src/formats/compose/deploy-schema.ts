import {
  dictionary,
  integerOrString,
  list,
  nothing,
  numberOrString,
  object,
  oneOf,
  type Shape,
  string,
  uniqueList,
  words,
} from './shape.ts';

const anyScalar: Shape = { kind: 'scalar', types: ['string', 'int', 'float', 'bool', 'null'] };
const strings = uniqueList(string);
const listOrDictionary = oneOf(dictionary(/./, anyScalar), strings);

/** What a service asks of devices such as GPUs. */
export const deviceRequest = {
  capabilities: strings,
  count: integerOrString,
  device_ids: strings,
  driver: string,
  options: listOrDictionary,
};
const rollout = object({
  parallelism: integerOrString,
  delay: string,
  failure_action: string,
  monitor: string,
  max_failure_ratio: numberOrString,
  order: words('start-first', 'stop-first'),
});
const discreteResource = object({ discrete_resource_spec: object({ kind: string, value: numberOrString }) });
/** The attribute `deploy`. */
export const deploy = oneOf(
  nothing,
  object({
    mode: string,
    endpoint_mode: string,
    replicas: integerOrString,
    labels: listOrDictionary,
    rollback_config: rollout,
    update_config: rollout,
    resources: object({
      limits: object({ cpus: numberOrString, memory: string, pids: integerOrString }),
      reservations: object({
        cpus: numberOrString,
        memory: string,
        generic_resources: list(discreteResource),
        devices: list(object(deviceRequest, 'capabilities')),
      }),
    }),
    restart_policy: object({
      condition: string,
      delay: string,
      max_attempts: integerOrString,
      window: string,
    }),
    placement: object({
      constraints: list(string),
      preferences: list(object({ spread: string })),
      max_replicas_per_node: integerOrString,
    }),
  }),
);
