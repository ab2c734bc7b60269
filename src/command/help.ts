export const HELP = `memcached-guard: fails when a repository would leave memcached's UDP on or its bind public

Usage
  memcached-guard [check] [PATH...]        check a folder (default: this one) or files
  memcached-guard fix [PATH...]            show what can be mended as a diff; --write mends it
  memcached-guard baseline [PATH...]       record today's findings, so that only new ones fail
  memcached-guard listeners -- ARGV...     what would this memcached command line open?
  memcached-guard listeners --stdin        the same for JSON lines: {"argv":["-U","0"],"version":"1.5.5"}
  memcached-guard explain RULE             why a rule exists, with examples
  memcached-guard rules                    list the rules

Options of check
  --format NAME              text, json, sarif, github, markdown, gitlab, junit, checkstyle, rdjson (default: text)
  --output FILE              write the report there; repeatable as FORMAT=FILE, beside what is printed
  --config FILE              read this configuration instead of .github/memcached-guard.yml or .memcached-guard.yml
  --no-config                read no configuration
  --fail-on LEVEL            error (default), warning, notice or never
  --strict                   count warnings as errors
  --memcached-version V      the version where files cannot say it: 1.5.22, 1.6, ">=1.5.6"
  --include GLOB             look only at these paths; repeatable
  --exclude GLOB             leave these paths out; repeatable
  --baseline FILE            findings that are known (default: .memcached-guard-baseline.json if there is one)
  --no-baseline              know none
  --changed-since REF        only what changed since this git revision fails; the rest is shown as notices
  --stdin-path NAME          with the path -: check standard input as if it were this file
  --quiet                    print findings only, no summary line
  --timing                   say on standard error how long it took
  --color WHEN               auto (default), always or never

Options of fix
  --write                    make the changes
  --config, --no-config, --memcached-version, --include, --exclude as above

Options of baseline
  --output FILE              write it there
  --prune                    only remove what is gone
  --config, --no-config, --memcached-version, --include, --exclude as above

Options of listeners
  --memcached-version V      the version; without it, what holds for every version
  --json                     print JSON

Options of rules
  --json                     print JSON

  --help, --version

Exit codes
  0  nothing at or above --fail-on      2  wrong usage or configuration
  1  findings                           3  could not finish

Examples
  memcached-guard                                       check this folder
  memcached-guard check deploy/ --fail-on warning
  memcached-guard listeners --memcached-version 1.5.5 -- -l 127.0.0.1
  memcached-guard explain public-bind
`;
