import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { printHtmlReport } from '../../src/report/report-html.ts';
import { Chromium, findChromium, type Page } from '../helpers/chromium.ts';
import { runCli } from '../helpers/cli.ts';
import { sampleHtml } from '../unit/report/sample-html.ts';
import { sampleReport, sampleTest } from '../unit/report/sample-report.ts';

const PROGRAM = `/**
 * Words, each once.
 * @param {string} text
 */
export function distinct(text) {
  const kept = [];
  for (const word of text.split(' ')) {
    if (!kept.includes(word)) kept.push(word);
  }
  return kept;
}
`;

/** What a page must neither run nor load nor be led astray by. */
const HOSTILE =
  '</script><script>window.hacked = 1</script><img src=x onerror="window.hacked = 1">' +
  '<a href=javascript:hacked=1>\u202egnp.exe\u0000\ud800</a><style>*{display:none}</style>';

const path = findChromium();
let directory: string;
let reports: { readonly run: string; readonly hostile: string };

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'slowpath-report-'));
  writeFileSync(join(directory, 'package.json'), '{ "type": "module" }\n');
  writeFileSync(join(directory, 'distinct.js'), PROGRAM);
  const fuzz = 'fuzz distinct.js#distinct --execs 4000 --max-size 400 --out out'.split(' ');
  const ended = await runCli(fuzz, directory);
  if (ended.code !== 0) throw new Error(ended.talk);
  const hostile = join(directory, 'hostile.html');
  writeFileSync(hostile, hostilePage());
  reports = { run: join(directory, 'out/report.html'), hostile };
});

afterAll(() => rmSync(directory, { recursive: true, force: true }));

function hostilePage(): string {
  const { record } = sampleReport();
  const hotLines = record.hotLines.map((line) => ({ ...line, code: HOSTILE, what: [HOSTILE] }));
  return printHtmlReport(
    sampleHtml({
      ...sampleReport({
        hotLines,
        notes: [HOSTILE],
        target: { ...record.target, specifier: HOSTILE, inputModel: HOSTILE },
      }),
      slowest: { kind: 'function', args: [HOSTILE] },
      tests: [sampleTest(0, { role: HOSTILE }), sampleTest(1)],
      commands: [{ what: HOSTILE, line: HOSTILE }],
      nameFile: () => HOSTILE,
      sourceOf: () => HOSTILE,
      bytesOf: () => Buffer.from(HOSTILE),
      inputOf: () => ({ kind: 'stdin', text: HOSTILE }),
    }),
  );
}

describe('report.html of a run', () => {
  it('is written by fuzz, and again by report, the same', async () => {
    const first = readFileSync(reports.run, 'utf8');
    rmSync(reports.run);
    const { code, out } = await runCli(['report', 'out'], directory);
    expect(code).toBe(0);
    expect(out).toContain('out/report.html');
    expect(readFileSync(reports.run, 'utf8')).toBe(first);
  });

  it('shows a slow and a fast run of the program beside its source', () => {
    const page = readFileSync(reports.run, 'utf8');
    const line =
      /<td class="share">[\d.]+ %<\/td><td class="steps">([\d,]+)<\/td><td class="steps fast">([\d,]+)<\/td><th scope="row">8</.exec(
        page,
      );
    const [, slow = '', fast = ''] = line ?? [];
    expect(Number(slow.replaceAll(',', ''))).toBeGreaterThan(10 * Number(fast.replaceAll(',', '')));
  });

  it('is small, and names nothing outside itself', () => {
    const page = readFileSync(reports.run);
    expect(page.length).toBeLessThan(2_000_000);
    const links = [...page.toString('utf8').matchAll(/(?:src|href|action)="([^"]*)"/g)];
    expect(links.filter(([, link]) => !link?.startsWith('#'))).toEqual([]);
  });
});

// Machines without a Chromium check all that can be told from the text of the page: above, and in the unit tests.
const why = path === undefined ? ' (skipped: no chromium or google-chrome on the path)' : '';

describe.skipIf(path === undefined)(`report.html in a browser${why}`, () => {
  let browser: Chromium;

  beforeAll(() => {
    browser = new Chromium(path ?? '');
  });

  afterAll(async () => await browser.close());

  async function open(file: string): Promise<Page> {
    return await browser.open(pathToFileURL(file).href);
  }

  it('opens without a complaint, asks for nothing, and is ready once it is read', async () => {
    const page = await open(reports.run);
    expect(await page.evaluate('document.documentElement.dataset.ready')).toBe('yes');
    expect(page.complaints).toEqual([]);
    expect(page.requests).toEqual([pathToFileURL(reports.run).href]);
    // Not a figure in time: what takes long is what is drawn.
    expect(await page.evaluate('document.querySelectorAll("*").length')).toBeLessThan(20_000);
  });

  it('does nothing that the strings of a program ask for', async () => {
    const page = await open(reports.hostile);
    expect(await page.evaluate('window.hacked')).toBeUndefined();
    expect(
      await page.evaluate('document.querySelectorAll("img, a:not([href^=\\"#\\"])").length'),
    ).toBe(0);
    expect(await page.evaluate('document.querySelectorAll("style").length')).toBe(1);
    expect(page.complaints).toEqual([]);
    expect(page.requests).toHaveLength(1);
    expect(await page.evaluate('document.querySelector("h1").textContent')).toContain(
      String.raw`\u202egnp.exe\u0000\ud800</a>`,
    );
  });

  it('is gone through with the Tab key: the skip link first, everything once, always with a ring', async () => {
    const page = await open(reports.run);
    const count = Number(
      await page.evaluate(
        '[...document.querySelectorAll("a, button, summary, [tabindex=\\"0\\"]")].filter((one) => one.checkVisibility()).length',
      ),
    );
    const seen: string[] = [];
    for (let i = 0; i < count; i++) {
      await page.press('Tab', 9);
      seen.push(
        String(
          await page.evaluate(`(() => {
            const at = document.activeElement;
            const ring = getComputedStyle(at).outlineStyle !== 'none';
            const all = [...document.querySelectorAll('*')];
            return [all.indexOf(at), at.tagName, ring ? 'ring' : 'no ring', at.textContent.slice(0, 30)].join(' ');
          })()`),
        ),
      );
    }
    expect(seen[0]).toContain('Skip to the report');
    expect(seen.filter((one) => one.includes('no ring'))).toEqual([]);
    expect(new Set(seen).size).toBe(count);
    expect(count).toBeGreaterThan(20);
  });

  it('has names for all that can be operated or is an image, and landmarks around', async () => {
    const page = await open(reports.run);
    const { nodes } = (await page.send('Accessibility.getFullAXTree')) as {
      nodes: readonly {
        readonly ignored: boolean;
        readonly role?: { readonly value: string };
        readonly name?: { readonly value: string };
      }[];
    };
    const shown = nodes.filter(({ ignored }) => !ignored);
    const named = ['button', 'link', 'image', 'table', 'region', 'DisclosureTriangle'];
    const nameless = shown.filter(
      ({ role, name }) => named.includes(role?.value ?? '') && (name?.value ?? '') === '',
    );
    expect(nameless).toEqual([]);
    const roles = shown.map(({ role }) => role?.value);
    for (const landmark of ['banner', 'navigation', 'main', 'status'])
      expect(roles).toContain(landmark);
  });

  it('opens, copies and saves a test, byte by byte', async () => {
    const page = await open(reports.run);
    const downloads = join(directory, 'downloads');
    await browser.send('Browser.setDownloadBehavior', {
      behavior: 'allow',
      downloadPath: downloads,
      eventsEnabled: true,
    });
    const test = readFileSync(join(directory, 'out/suite/tests/0001.json'), 'utf8');
    await page.evaluate('document.querySelector(".suite summary").click()');
    expect(await page.evaluate('document.querySelector(".suite details").open')).toBe(true);
    expect(await page.evaluate('document.querySelector(".suite pre").checkVisibility()')).toBe(
      true,
    );

    // Whatever way the browser allows, the text arrives at the clipboard as the file has it.
    await page.evaluate(
      `navigator.clipboard.writeText = async (text) => { window.copied = text; }; document.querySelector('.copy-test').click()`,
    );
    expect(await until(page, 'document.getElementById("status").textContent')).toBe(
      '0001.json copied',
    );
    expect(await page.evaluate('window.copied')).toBe(test);

    const done = browser.next('Browser.downloadProgress', ({ state }) => state === 'completed');
    await page.evaluate('document.querySelector(".save-test").click()');
    await done;
    expect(existsSync(join(downloads, '0001.json'))).toBe(true);
    expect(readFileSync(join(downloads, '0001.json'), 'utf8')).toBe(test);
    expect(page.complaints).toEqual([]);
  });

  it('copies the commands too, and without permission by the old way', async () => {
    const page = await open(reports.run);
    await page.evaluate(`
      document.addEventListener('copy', () => { window.copied = document.activeElement.value; });
      navigator.clipboard.writeText = async () => { throw new Error('not allowed'); };
      document.querySelector('#reproduce .copy').click()`);
    expect(await until(page, 'document.getElementById("status").textContent')).toBe(
      'Command copied',
    );
    expect(await page.evaluate('window.copied')).toMatch(
      /^slowpath fuzz 'distinct.js#distinct' .*--seed 1/,
    );
  });

  it('is light or dark as the system is, until somebody chooses', async () => {
    const page = await open(reports.run);
    const theme = async (value: string): Promise<unknown> =>
      await page.send('Emulation.setEmulatedMedia', {
        features: [{ name: 'prefers-color-scheme', value }],
      });
    const background = async (): Promise<unknown> =>
      await page.evaluate('getComputedStyle(document.body).backgroundColor');
    const press = async (): Promise<unknown> =>
      await page.evaluate('document.getElementById("theme").click()');
    await theme('light');
    const light = await background();
    await theme('dark');
    const dark = await background();
    expect(dark).not.toBe(light);
    // The page is told of the change a frame later.
    const label = 'document.getElementById("theme").textContent';
    expect(await until(page, `${label} === 'Light' ? ${label} : ''`)).toBe('Light');
    await press();
    expect(await background()).toBe(light);
    await theme('light');
    await press();
    expect(await background()).toBe(dark);
  });

  it.each([390, 320])('fits a screen %i wide without scrolling sideways', async (width) => {
    for (const file of [reports.run, reports.hostile]) {
      const page = await open(file);
      await page.resize(width, 844);
      await page.evaluate(
        'for (const one of document.querySelectorAll("details")) one.open = true',
      );
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(
        width,
      );
    }
  });
});

/** The first value of an expression that is not empty; asked again for as long as it takes. */
async function until(page: Page, expression: string): Promise<unknown> {
  for (;;) {
    const value = await page.evaluate(
      `new Promise((r) => requestAnimationFrame(() => r(${expression})))`,
    );
    if (value !== '' && value !== undefined) return value;
  }
}
