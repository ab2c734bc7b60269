import { isReadable, type Repository } from '../../repository/repository.ts';
import { valuesAfter } from '../../templates/code-files.ts';
import type { SourceFile } from '../../text/source-file.ts';
import { TracedText } from '../../text/traced-text.ts';
import { type RoleSetting, settingValue, wordsOf } from './setting.ts';

const INSTANCE =
  /^[ \t]*memcached_instance[ \t(]+(?:['"]([\w.-]{1,60})['"]|\w[\w.\][:'"]{0,80})[ \t)]*(do\b)?/gm;
/** Properties of sous-chefs' resource; one with others is a resource of another cookbook. */
const PROPERTIES =
  /^(?:memory|port|udp_port|listen|socket|socket_mode|maxconn|user|group|threads|max_object_size|experimental_options|extra_cli_options|ulimit|log_level|template_cookbook|disable_default_instance|remove_default_config|no_restart|binary_path|instance_name|action|only_if|not_if|notifies|subscribes|sensitive|if|unless|end)$/;
const OWN_RESOURCE =
  /(?:^|\/)(?:memcached\/(?:resources|providers)\/instance|resources\/memcached_instance)\.rb$/;

/**
 * `memcached_instance 'name' do … end` of sous-chefs' cookbook. Unless a property says otherwise it passes
 * `-l 0.0.0.0` and `-U 11211`, in every release that has this resource.
 */
export function cookbookSettings(file: SourceFile, repository: Repository): readonly RoleSetting[] {
  if (repository.paths.some((path) => OWN_RESOURCE.test(path))) return [];
  return [...file.text.matchAll(INSTANCE)].slice(0, 64).flatMap((match) => {
    const start = match.index + match[0].length;
    const end = match[2] === undefined ? start : endOfBlock(file.text, start);
    if (end === undefined) return [];
    const body = file.text.slice(start, end);
    const names = [...body.matchAll(/^[ \t]*([a-z]\w{0,60})\b/gm)].map(([, name]) => name ?? '');
    if (
      !names.every((name) => PROPERTIES.test(name)) ||
      /^[ \t]*action[ \t(]+.*:(?:stop|disable)\b/m.test(body)
    )
      return [];
    const value = (name: string) =>
      valuesAfter(file, new RegExp(`^[ \\t]*${name}[ \\t(]+(?=\\S)`, 'gm'), start, end)[0];
    const socket = settingValue(value('socket'), 'none');
    if (socket !== 'none') return [];
    const at = file.at(match.index + match[0].length - match[0].trimStart().length, start);
    const usual = (text: string) => TracedText.decoded(text, at);
    const options = value('extra_cli_options');
    const extra =
      options?.kind === 'list'
        ? options.items.flatMap((item) => (item.kind === 'text' ? wordsOf(item.text) : []))
        : [];
    return [
      {
        name: `memcached_instance ${match[1] ?? ''}`.trimEnd(),
        at,
        listen: settingValue(value('listen'), usual('0.0.0.0')),
        udpPort: settingValue(value('udp_port'), usual('11211')),
        extra,
      },
    ];
  });
}

function endOfBlock(text: string, start: number): number | undefined {
  const close = /^[ \t]*end\b/m.exec(text.slice(start, start + 8000));
  return close === null ? undefined : start + close.index;
}

const ATTRIBUTE =
  /\b(?:default|normal|override|set|force_default|force_override)!?\[['":]memcached['"]?\]\[['":](listen|udp_port)['"]?\][ \t]*=[ \t]*(?=[^\s=~>])/g;

/** Node attributes that a cookbook sets for the recipes of the cookbook memcached before its release 4. */
export function attributeSettings(file: SourceFile, repository: Repository): readonly RoleSetting[] {
  if (hasCookbook(repository)) return [];
  const found = [...file.text.matchAll(ATTRIBUTE)].slice(0, 16);
  const [first] = found;
  if (first === undefined) return [];
  const value = (name: string) => {
    const pattern = new RegExp(ATTRIBUTE.source.replace('(listen|udp_port)', name), 'g');
    return valuesAfter(file, pattern).at(-1);
  };
  const listen = settingValue(value('listen'), 'unknown');
  const udpPort = settingValue(value('udp_port'), 'unknown');
  const place = listen instanceof TracedText ? listen : udpPort;
  const at = place instanceof TracedText ? place.locate() : undefined;
  return [
    {
      name: 'attributes of cookbook memcached',
      at: at ?? file.at(first.index, first.index + first[0].trimEnd().length),
      listen,
      udpPort,
    },
  ];
}

/** The cookbook itself is there, so that its templates say it all. */
function hasCookbook(repository: Repository): boolean {
  const metadata = repository.read('metadata.rb');
  return (
    repository.paths.some((path) => /(?:^|\/)memcached\/(?:templates|metadata\.rb)/.test(path)) ||
    (isReadable(metadata) && /^[ \t]*name[ \t]+['"]memcached['"]/m.test(metadata.text))
  );
}
