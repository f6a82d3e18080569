// Who may import whom (see CONTRIBUTING.md). `test/architecture.test.ts` proves that these rules bite.
const { join } = require('node:path');

/** Every layer with the layers that it may import beside itself. What is not listed is forbidden. */
const layers = {
  core: [],
  language: ['core'],
  inventory: ['core'],
  modules: ['core'],
  host: ['core'],
  engine: ['core', 'language', 'inventory'],
  agent: ['core', 'language', 'inventory', 'modules', 'host', 'engine'],
  collector: ['core', 'language', 'inventory', 'engine'],
  nomad: ['core', 'language', 'inventory', 'engine'],
  release: ['core', 'language', 'inventory', 'engine'],
  cli: ['core', 'language', 'inventory', 'modules', 'host', 'engine', 'agent', 'collector', 'nomad', 'release'],
};

/** Layers that may read and write files: `host` the machine's, the others the bundle's and their own. */
const withFiles = ['host', 'agent', 'collector', 'nomad', 'release', 'cli'];
/** It makes the standard streams, and tells the command line of them. */
const main = '^src/main\\.ts$';
const withCommands = ['host', 'nomad', 'release', 'cli'];
/** Connecting is what wait_for is for. */
const withSockets = ['agent', 'collector', 'nomad', 'release', 'modules/wait-for'];

const files = '^(node:)?fs(/promises)?$';
const commands = '^(node:)?(child_process|cluster)$';
const threads = '^(node:)?worker_threads$';
const sockets = '^(node:)?(net|tls|dgram|dns(/promises)?|http|https|http2|inspector)$';

const layerRule = ([layer, allowed]) => ({
  name: `layer-${layer}`,
  severity: 'error',
  comment: `${layer} imports ${allowed.length > 0 ? allowed.join(', ') : 'no other layer'}`,
  from: { path: `^src/${layer}/` },
  to: { path: '^src/', pathNot: `^src/(${[layer, ...allowed].join('|')})/` },
});

const keptTo = (name, builtin, packages, allowed) => ({
  name,
  severity: 'error',
  comment: `only ${allowed.join(', ')}`,
  from: { path: '^src/', pathNot: [`^src/(${allowed.join('|')})/`, main] },
  to: { path: [builtin, ...packages] },
});

module.exports = {
  forbidden: [
    ...Object.entries(layers).map(layerRule),
    {
      name: 'layer-unknown',
      severity: 'error',
      comment: 'a new folder under src needs a line in the table above',
      from: { path: '^src/[^/]+/', pathNot: `^src/(${Object.keys(layers).join('|')})/` },
      to: {},
    },
    {
      name: 'main-is-the-end',
      severity: 'error',
      comment: 'nothing imports src/main.ts, and it starts the command line only',
      from: {},
      to: { path: main },
    },
    keptTo('files-are-the-hosts', files, [], withFiles),
    keptTo('commands-are-the-hosts', commands, ['node_modules/execa/'], withCommands),
    keptTo('threads-are-few', threads, [], ['collector/store']),
    keptTo('sockets-are-few', sockets, ['node_modules/undici/'], withSockets),
    {
      name: 'core-is-pure',
      severity: 'error',
      comment: 'core uses no package and no part of Node but its pure ones',
      from: { path: '^src/core/' },
      to: {
        dependencyTypesNot: ['local', 'type-only', 'type-import'],
        pathNot: ['^src/', '^(node:)?(util|buffer|path|path/posix)$'],
      },
    },
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-missing', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'no-dev-packages',
      severity: 'error',
      comment: 'the program may need nothing that is there for development only',
      from: { path: '^src/' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'no-tests',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(test|scripts)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // Imports of types count: they are knowledge of another layer too.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: join(__dirname, 'tsconfig.json') },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.js'],
    },
  },
};
