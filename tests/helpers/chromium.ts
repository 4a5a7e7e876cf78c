import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { Readable, Writable } from 'node:stream';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];

/** A Chromium of this machine; undefined when there is none on the path. */
export function findChromium(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return folders.flatMap((folder) => NAMES.map((name) => join(folder, name))).find(existsSync);
}

type Params = Readonly<Record<string, unknown>>;

/** An event or an answer of the DevTools protocol. */
interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: Params;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

/** A headless browser, spoken to over a pipe: no port, no dependency. */
export class Chromium {
  readonly #child: ChildProcess;
  readonly #profile: string;
  readonly #waiting = new Map<number, (message: Message) => void>();
  readonly #listeners: ((method: string, params: Params) => void)[] = [];
  #next = 1;
  #rest = '';

  constructor(path: string) {
    this.#profile = mkdtempSync(join(tmpdir(), 'slowpath-chromium-'));
    this.#child = spawn(
      path,
      [
        '--headless=new',
        // Containers have no user namespaces; the pages are our own.
        '--no-sandbox',
        '--disable-gpu',
        '--no-first-run',
        '--hide-scrollbars',
        `--user-data-dir=${this.#profile}`,
        '--remote-debugging-pipe',
      ],
      { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] },
    );
    this.#pipe<Readable>(4).on('data', (chunk: Buffer) => this.#read(chunk.toString('utf8')));
  }

  /** The browser reads commands from descriptor 3 and writes to 4. */
  #pipe<T extends Readable | Writable>(descriptor: 3 | 4): T {
    // Pipes, as the stdio option above says.
    return this.#child.stdio[descriptor] as T;
  }

  #read(chunk: string): void {
    const [...whole] = (this.#rest + chunk).split('\0');
    this.#rest = whole.pop() ?? '';
    for (const text of whole) {
      const message = JSON.parse(text) as Message;
      if (message.id !== undefined) {
        this.#waiting.get(message.id)?.(message);
        this.#waiting.delete(message.id);
      } else if (message.method !== undefined) {
        for (const listener of this.#listeners) listener(message.method, message.params ?? {});
      }
    }
  }

  /** @throws Error when the browser refuses. */
  async send(method: string, params: Params = {}, sessionId?: string): Promise<Params> {
    const id = this.#next++;
    const answer = new Promise<Message>((resolve) => this.#waiting.set(id, resolve));
    this.#pipe<Writable>(3).write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    const { error, result } = await answer;
    if (error) throw new Error(`${method}: ${error.message}`);
    return result as Params;
  }

  /** Is told every event from now on. */
  listen(listener: (method: string, params: Params) => void): void {
    this.#listeners.push(listener);
  }

  /** Resolves at the next event that fits. */
  async next(method: string, fits: (params: Params) => boolean = () => true): Promise<Params> {
    return await new Promise((resolve) => {
      this.listen((name, params) => {
        if (name === method && fits(params)) resolve(params);
      });
    });
  }

  async open(url: string): Promise<Page> {
    const { targetId } = await this.send('Target.createTarget', { url: 'about:blank' });
    const { sessionId } = await this.send('Target.attachToTarget', { targetId, flatten: true });
    const page = new Page(this, String(sessionId));
    await page.load(url);
    return page;
  }

  async close(): Promise<void> {
    const ended = new Promise((resolve) => this.#child.once('exit', resolve));
    this.#child.kill('SIGKILL');
    await ended;
    // Its children may still be writing there.
    rmSync(this.#profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }
}

/** One page of the browser, and what went wrong on it. */
export class Page {
  readonly #browser: Chromium;
  readonly #session: string;
  /** Errors, warnings and refusals by its policy. */
  readonly complaints: string[] = [];
  /** Every URL that it asked for. */
  readonly requests: string[] = [];

  constructor(browser: Chromium, session: string) {
    this.#browser = browser;
    this.#session = session;
    browser.listen((method, params) => {
      if (method === 'Runtime.exceptionThrown' || method === 'Page.javascriptDialogOpening')
        this.complaints.push(JSON.stringify(params));
      if (method === 'Log.entryAdded' || method === 'Runtime.consoleAPICalled')
        this.complaints.push(JSON.stringify(params));
      if (method === 'Network.requestWillBeSent') {
        const { url } = params['request'] as { readonly url: string };
        this.requests.push(url);
      }
    });
  }

  async send(method: string, params: Params = {}): Promise<Params> {
    return await this.#browser.send(method, params, this.#session);
  }

  async load(url: string): Promise<void> {
    for (const domain of ['Page', 'Runtime', 'Log', 'Network']) await this.send(`${domain}.enable`);
    const loaded = this.#browser.next('Page.loadEventFired');
    await this.send('Page.navigate', { url });
    await loaded;
  }

  /** What an expression comes to on the page: plain JSON. */
  async evaluate(expression: string): Promise<unknown> {
    const { result, exceptionDetails } = (await this.send('Runtime.evaluate', {
      expression,
      awaitPromise: true,
      returnByValue: true,
      userGesture: true,
    })) as { result: { value?: unknown }; exceptionDetails?: unknown };
    if (exceptionDetails !== undefined) throw new Error(JSON.stringify(exceptionDetails));
    return result.value;
  }

  async press(key: string, code: number): Promise<void> {
    const event = { key, code: key, windowsVirtualKeyCode: code };
    await this.send('Input.dispatchKeyEvent', { type: 'keyDown', ...event });
    await this.send('Input.dispatchKeyEvent', { type: 'keyUp', ...event });
  }

  /** PNG as Base64, of the whole page. */
  async screenshot(width: number, height: number): Promise<string> {
    await this.resize(width, height);
    const { data } = await this.send('Page.captureScreenshot', { format: 'png' });
    return String(data);
  }

  async resize(width: number, height: number): Promise<void> {
    await this.send('Emulation.setDeviceMetricsOverride', {
      width,
      height,
      deviceScaleFactor: 1,
      mobile: width < 600,
    });
  }
}
