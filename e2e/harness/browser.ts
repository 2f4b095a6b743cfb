import { type Browser, launch, type Page } from 'puppeteer-core';

/** Where Debian's package puts it. */
const CHROMIUM = '/usr/bin/chromium';

/** Starts a browser without a window, which talks by pipes: the run's namespace has no network. Its own sandbox refuses root. */
export function startBrowser(): Promise<Browser> {
  return launch({ executablePath: CHROMIUM, pipe: true, args: ['--no-sandbox', '--disable-dev-shm-usage'] });
}

/** What a reader's device and settings are. */
export interface Reader {
  readonly width: number;
  readonly scheme: 'light' | 'dark';
  /** @default screen */
  readonly media?: 'print';
}

/** A page as a reader has it before them, and what it asked for and complained of meanwhile. */
export interface OpenedPage {
  readonly page: Page;
  readonly requests: readonly string[];
  readonly complaints: readonly string[];
}

/** Opens a file for a reader. */
export async function openFile(browser: Browser, file: string, { width, scheme, media }: Reader): Promise<OpenedPage> {
  const page = await browser.newPage();
  const requests: string[] = [];
  const complaints: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.setViewport({ width, height: 900 });
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
  if (media !== undefined) await page.emulateMediaType(media);
  await page.goto(`file://${file}`);
  return { page, requests, complaints };
}
