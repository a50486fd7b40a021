import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { cruise, type ICruiseResult, type IForbiddenRuleType } from 'dependency-cruiser';
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config';
import { beforeAll, describe, expect, it } from 'vitest';

const CODE_FOLDERS = ['app', 'components', 'lib', 'scripts', 'tests'];
/** Most files in one folder. More files are hard to survey. */
const MOST_FILES = 20;

/** `app -> components -> lib <- scripts`; benches drive browsers through `tests/harness`. */
const RULES: (IForbiddenRuleType & { name: string })[] = [
  { name: 'no circular imports', from: {}, to: { circular: true } },
  {
    name: 'lib imports lib only',
    from: { path: '^lib/' },
    to: { path: '^(app|components|scripts|tests)/' },
  },
  {
    name: 'components import lib only',
    from: { path: '^components/' },
    to: { path: '^(app|scripts|tests)/' },
  },
  {
    name: 'pages import components and lib',
    from: { path: '^app/' },
    to: { path: '^(scripts|tests)/' },
  },
  {
    name: 'scripts import lib, and the harness for benches',
    from: { path: '^scripts/' },
    to: { path: '^(app|components|tests/(?!harness/))' },
  },
  {
    name: 'in the site only lib/vision imports TensorFlow.js',
    from: { path: '^(app|components|lib)/', pathNot: '^lib/vision/' },
    to: { path: '@tensorflow' },
  },
  {
    name: 'only fleet code imports fleet code',
    from: {
      path: '^(app|components|lib)/',
      pathNot: '^((lib|app|components)/fleet|lib/i18n/fleet|(lib|components)/kiosk/fleet)/',
    },
    to: { path: '^lib/fleet/|pglite|mqtt|prom-client|hono|standardwebhooks' },
  },
];

let found: ICruiseResult;

beforeAll(async () => {
  const { output } = await cruise(
    CODE_FOLDERS,
    {
      tsPreCompilationDeps: true,
      doNotFollow: { path: 'node_modules' },
      exclude: { path: '\\.next|\\.native' },
      validate: true,
      ruleSet: { forbidden: RULES.map((rule) => ({ ...rule, severity: 'error' as const })) },
      tsConfig: { fileName: 'tsconfig.json' },
    },
    {},
    { tsConfig: extractTSConfig('tsconfig.json') },
  );
  if (typeof output === 'string') throw new Error(output);
  found = output;
}, 240_000);

describe('imports', () => {
  it('are found, including types and aliases', () => {
    const imported = (file: string) =>
      found.modules.find(({ source }) => source === file)?.dependencies.map((d) => d.resolved);
    expect(imported('scripts/data/photograph.ts')).toContain('lib/geometry.ts');
    expect(imported('components/live/live-view.tsx')).toContain('components/stage/stage.tsx');
    expect(imported('app/page.tsx')).toContain('components/live/live-page.tsx');
  });

  it.each(RULES.map(({ name }) => name))('%s', (name) => {
    const broken = found.summary.violations
      .filter(({ rule }) => rule.name === name)
      .map(({ from, to, cycle }) =>
        [from, ...(cycle?.map((step) => step.name) ?? [to])].join(' -> '),
      );
    expect(broken).toEqual([]);
  });
});

it(`no folder of code has more than ${MOST_FILES} files`, async () => {
  const full: string[] = [];
  for (const top of CODE_FOLDERS) {
    const entries = await readdir(top, { recursive: true, withFileTypes: true });
    const counts = new Map<string, number>();
    for (const { parentPath } of entries.filter((entry) => entry.isFile())) {
      counts.set(parentPath, (counts.get(parentPath) ?? 0) + 1);
    }
    for (const [folder, count] of counts) {
      if (count > MOST_FILES) full.push(`${path.relative('.', folder)}: ${count}`);
    }
  }
  expect(full).toEqual([]);
});
