import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page, SerializedAXNode } from 'puppeteer-core';
import { type Plan, planFor, readPlan } from '../../src/plan/plan';
import { policyBefore, policyProgram } from '../../test/support/policy-program';
import { HOSTILE, reportedProgram } from '../../test/support/reported-program';
import { openFile, type Reader, startBrowser } from '../harness/browser';
import { testFolder } from '../harness/test-folder';
import { drawingFaults, faintTexts, sideways } from './report/in-page';

const CHECKOUT = join(__dirname, '..', '..');
const NODE = [process.execPath, '-r', 'ts-node/register/transpile-only', '-r', 'tsconfig-paths/register'];
const environment = { ...process.env, TS_NODE_PROJECT: join(CHECKOUT, 'test', 'tsconfig.json') };

/** WCAG 2.2, 1.4.3. */
const LEAST_CONTRAST = 4.5;

const READERS: ReadonlyArray<[string, Reader]> = [
  ['on a wide screen', { width: 1280, scheme: 'light' }],
  ['on a wide screen, in the dark', { width: 1280, scheme: 'dark' }],
  ['on a telephone', { width: 390, scheme: 'light' }],
  ['on a telephone, in the dark', { width: 390, scheme: 'dark' }],
  ['on the narrowest screen', { width: 320, scheme: 'light' }], // WCAG 2.2, 1.4.10
];

let folder: string;
let browser: Browser;

beforeAll(async () => {
  folder = testFolder('report');
  browser = await startBrowser();
}, 60_000);
afterAll(() => browser?.close());

/** Runs the command line on a program or its plan; returns the page. */
function report(name: string, ...source: string[]): string {
  const out = join(folder, `${name}.html`);
  const [node, ...options] = NODE;
  execFileSync(node, [...options, 'src/cli/main.ts', 'report', ...source, '--out', out], {
    cwd: CHECKOUT,
    env: environment,
    stdio: 'pipe',
  });
  return out;
}

function planOfExample(name: string): Plan {
  const file = join(folder, `${name}.json`);
  const [node, ...options] = NODE;
  const done = spawnSync(node, [...options, `examples/${name}/main.ts`], {
    cwd: CHECKOUT,
    env: { ...environment, TEMPORAL_AUTH_PLAN: file },
  });
  expect(done.status).toBe(75);
  return readPlan(readFileSync(file, 'utf8'), file);
}

/** The file with the plan of a program that asks much of a page. */
function reportedPlan(): string {
  const file = join(folder, 'reported.json');
  writeFileSync(file, JSON.stringify(planFor(reportedProgram().app)));
  return file;
}

/** The page of a program where the policy server decides, beside a policy before. */
function policedPage(): { readonly plan: Plan; readonly file: string } {
  const [file, before] = ['policed', 'before'].map((name) => join(folder, `${name}.json`));
  const plan = planFor(policyProgram().app);
  writeFileSync(file, JSON.stringify(plan));
  writeFileSync(before, JSON.stringify(policyBefore(plan.policies[0].policy)));
  return { plan, file: report('policed', '--plan', file, '--before', before) };
}

/** Opens all that a reader may open. */
async function openAll(page: Page): Promise<void> {
  await page.$$eval('details', (all) => {
    for (const one of all) one.open = true;
  });
}

const named = (node: SerializedAXNode | null, role: string): string[] =>
  node === null
    ? []
    : [
        ...(node.role === role ? [node.name ?? ''] : []),
        ...(node.children ?? []).flatMap((child) => named(child, role)),
      ];

describe.each<[string, () => { readonly plan: Plan; readonly file: string }]>([
  [
    'the quickstart',
    () => ({
      plan: planOfExample('quickstart'),
      file: report('quickstart', '--app', [...NODE, 'examples/quickstart/main.ts'].join(' ')),
    }),
  ],
  [
    'the reference example',
    () => ({
      plan: planOfExample('reference'),
      file: report('reference', '--app', [...NODE, 'examples/reference/main.ts'].join(' ')),
    }),
  ],
  [
    'a program with tenants, many callers, errors and texts in markup',
    () => {
      const file = reportedPlan();
      return { plan: readPlan(readFileSync(file, 'utf8'), file), file: report('reported', '--plan', file) };
    },
  ],
  ['a program where the policy server decides, with names in markup and a policy before', policedPage],
])('the page of %s', (_name, make) => {
  let plan: Plan;
  let file: string;
  beforeAll(() => {
    ({ plan, file } = make());
  }, 120_000);

  test.each(READERS)(
    'F15 asks for nothing but itself, and is readable without scrolling sideways %s',
    async (_reader, reader) => {
      const { page, requests, complaints } = await openFile(browser, file, reader);
      await page.screenshot({ path: `${file}.${reader.width}-${reader.scheme}.png`, fullPage: true });
      expect([requests, complaints]).toEqual([[`file://${file}`], []]);
      expect(await page.evaluate(sideways)).toEqual({ by: 0, what: [] });
      const { faint, seen } = await page.evaluate(faintTexts, LEAST_CONTRAST);
      expect(faint).toEqual([]);
      expect(seen).toBeGreaterThan(100);
      const { faults, boxes } = await page.evaluate(drawingFaults);
      expect(faults).toEqual([]);
      expect(boxes).toBeGreaterThan(8);
      await page.close();
    },
  );

  test('has every caller, certificate, subject, finding and reason of the program', async () => {
    const { page } = await openFile(browser, file, { width: 1280, scheme: 'light' });
    const text = await page.evaluate(() => document.body.textContent ?? '');
    const found = plan.findings.flatMap(({ found }) => found);
    const expected = [
      ...plan.edges.filter(({ caller }) => caller.role !== undefined).map(({ caller }) => caller.name),
      ...plan.pkis.flatMap(({ leaves }) =>
        leaves.flatMap(({ holder, secret }) => [holder, `${secret?.namespace}/${secret?.name}`]),
      ),
      ...plan.pkis.flatMap(({ authorities }) =>
        authorities.flatMap(({ made }) => made.map(({ commonName }) => commonName)),
      ),
      ...plan.servers.flatMap(({ subjects }) => subjects.flatMap(({ id, claims }) => [id, ...claims])),
      ...found.flatMap(({ code, acknowledged, fix }) => [code, acknowledged ?? fix]),
    ];
    expect(expected.length).toBeGreaterThan(30);
    expect(expected.filter((each) => !text.includes(each))).toEqual([]);
    await page.close();
  });

  test.each([1280, 390])(
    'has tables with names and drawings with words for who does not see it, at %d px',
    async (width) => {
      const { page } = await openFile(browser, file, { width, scheme: 'light' });
      await openAll(page);
      const tree = await page.accessibility.snapshot({ interestingOnly: false });
      const tables = await page.$$eval('table', (all) => all.length);
      expect(named(tree, 'table')).toHaveLength(tables);
      expect(named(tree, 'table')).not.toContain('');
      const drawings = await page.$$eval('svg.graph', (all) => all.filter((svg) => svg.checkVisibility()).length);
      expect(named(tree, 'image').filter((name) => name.length > 50)).toHaveLength(drawings);
      expect(named(tree, 'columnheader').length).toBeGreaterThan(10);
      expect(named(tree, 'rowheader').length).toBeGreaterThan(20);
      const levels = await page.$$eval('h1, h2, h3', (all) => all.map(({ tagName }) => Number(tagName.slice(1))));
      expect(levels.filter((level, index) => level > (levels[index - 1] ?? 0) + 1)).toEqual([]);
      await page.close();
    },
  );

  test('is used by keyboard: past the contents, along the links, and into the details', async () => {
    const { page } = await openFile(browser, file, { width: 1280, scheme: 'light' });
    const focused = () => page.evaluate(() => document.activeElement?.textContent ?? '');
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('Skip to the content');
    await page.keyboard.press('Enter');
    expect(page.url()).toMatch(/#main$/);
    const reached = new Set<string>();
    for (let presses = 0; presses < 40; presses++) {
      await page.keyboard.press('Tab');
      const tag = await page.evaluate(() => document.activeElement?.tagName ?? '');
      reached.add(tag);
      if (tag === 'SUMMARY') break;
    }
    expect(reached).toContain('SUMMARY');
    await page.keyboard.press('Enter');
    expect(await page.$$eval('details[open] li', (all) => all.length)).toBeGreaterThan(0);
    await page.close();
  });

  test('is printed in light colours, with its drawings and without torn words', async () => {
    const { page } = await openFile(browser, file, { width: 1017, scheme: 'dark', media: 'print' });
    expect((await page.evaluate(faintTexts, LEAST_CONTRAST)).faint).toEqual([]);
    expect((await page.evaluate(drawingFaults)).faults).toEqual([]);
    expect((await page.evaluate(sideways)).by).toBe(0);
    expect(await page.$$eval('svg.wide', (all) => all.every((svg) => svg.checkVisibility()))).toBe(true);
    const pdf = Buffer.from(await page.pdf({ path: `${file}.pdf`, preferCSSPageSize: true })).toString('latin1');
    const pages = pdf.match(/\/Type\s*\/Page\b/g) ?? [];
    expect(pdf.startsWith('%PDF-')).toBe(true);
    expect(pages.length).toBeGreaterThan(3);
    expect(pdf.length).toBeGreaterThan(50_000); // empty pages of this size are a tenth of it
    await page.close();
  });
});

test('F15 a text in markup is read as text, and runs nothing', async () => {
  const { page, complaints } = await openFile(browser, report('hostile', '--plan', reportedPlan()), {
    width: 1280,
    scheme: 'light',
  });
  const quotes = await page.$$eval('q', (all) => all.map(({ textContent }) => textContent));
  expect(quotes).toContain(HOSTILE);
  expect(await page.$$eval('script', (all) => all.length)).toBe(0);
  expect(complaints).toEqual([]);
});

describe('the page where the policy server decides', () => {
  let file: string;
  beforeAll(() => {
    ({ file } = policedPage());
  }, 60_000);
  const row = 'details.resource[open] tr:has(th[scope=row])';

  test('tells who can call what by keyboard alone: a resource is found by its name, opened and closed', async () => {
    const { page, requests } = await openFile(browser, file, { width: 1280, scheme: 'light' });
    await page.$$eval('details.resource > summary', (all) =>
      all.find(({ textContent }) => textContent?.startsWith('workflow2'))?.focus(),
    );
    expect(await page.$$eval(row, (all) => all.filter((one) => one.checkVisibility()).length)).toBe(0);
    await page.keyboard.press('Enter');
    const rows = await page.$$eval(row, (all) =>
      all.filter((one) => one.checkVisibility()).map(({ textContent }) => textContent ?? ''),
    );
    const start = rows.find((text) => text.startsWith('WorkflowService/StartWorkflowExecution'));
    expect(start).toContain(`payments: service shopby its request: temporal:workflow:start on task queue ${HOSTILE}`);
    expect(start).not.toContain('worker-of');
    const tree = await page.accessibility.snapshot({ interestingOnly: false });
    expect(named(tree, 'table')).toContain('Who can call what of workflow');
    await page.keyboard.press('Space');
    expect(await page.$$eval('details.resource[open]', (all) => all.length)).toBe(0);
    expect(requests).toEqual([`file://${file}`]);
    await page.close();
  });

  test.each([...READERS, ['on paper', { width: 1017, scheme: 'dark', media: 'print' }] as const])(
    'is readable without scrolling sideways with everything opened, %s',
    async (_reader, reader) => {
      const { page } = await openFile(browser, file, reader);
      await openAll(page);
      await page.screenshot({ path: `${file}.opened.${reader.width}-${reader.scheme}.png`, fullPage: true });
      expect(await page.evaluate(sideways)).toEqual({ by: 0, what: [] });
      const { faint, seen } = await page.evaluate(faintTexts, LEAST_CONTRAST);
      expect(faint).toEqual([]);
      expect(seen).toBeGreaterThan(1000);
      await page.close();
    },
  );

  test('F15 shows a name in markup of a policy before as text', async () => {
    const { page, complaints } = await openFile(browser, file, { width: 390, scheme: 'dark' });
    const who = await page.$$eval('section[aria-labelledby$="-changes"] th[scope=row]', (all) =>
      all.map(({ textContent }) => textContent),
    );
    expect(who).toContain(`user ${HOSTILE}`);
    expect(await page.$$eval('script', (all) => all.length)).toBe(0);
    expect(complaints).toEqual([]);
    await page.close();
  });
});
