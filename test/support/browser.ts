// A real browser for tests and screenshots: Chromium from an npm package, driven by playwright-core, with a Chinese font of its
// own because servers and build machines often have none. Works as root and as an ordinary user, and needs no installed browser.
import { randomUUID } from 'node:crypto';
import { copyFile, mkdir, mkdtemp, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import chromiumPackage, { inflate } from '@sparticuz/chromium';
import { chromium, type Browser } from 'playwright-core';
import { notoSansPath } from '../../src/modules/documents/font.ts';

// Without the background flags the browser keeps looking for its maker's hosts.
const flags = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update',
  '--disable-sync', '--disable-domain-reliability', '--no-default-browser-check', '--no-zygote', '--font-render-hinting=none', '--hide-scrollbars',
];

const weights = [400, 700] as const;

const exists = (path: string): Promise<boolean> => stat(path).then(() => true, () => false);

/** The package's version is part of the folder's name, so that an upgrade never starts the browser of yesterday. */
function browserFolder(): string {
  const resolve = createRequire(import.meta.url).resolve;
  const version = (createRequire(import.meta.url)(join(dirname(resolve('@sparticuz/chromium')), '..', 'package.json')) as { version: string }).version;
  return join(tmpdir(), `gongbi-browser-${version}-${process.getuid?.() ?? 0}`);
}

/** Runs `work` with the temporary folder of this process set to `folder`: the package unpacks there and offers no other way to say so. */
async function withTemporaryFolder<T>(folder: string, work: () => Promise<T>): Promise<T> {
  const before = process.env['TMPDIR'];
  process.env['TMPDIR'] = folder;
  try {
    return await work();
  } finally {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
  }
}

/** Unpacks into a folder of its own and moves it into place whole: test workers start together, and one must not run another's half-written file. */
async function unpackBrowser(): Promise<string> {
  const folder = browserFolder();
  if (await exists(join(folder, 'chromium'))) return folder;
  const partial = await mkdtemp(`${folder}-`);
  chromiumPackage.setGraphicsMode = false;
  await withTemporaryFolder(partial, () => chromiumPackage.executablePath());
  try {
    await rename(partial, folder);
  } catch (error) {
    if (!(await exists(join(folder, 'chromium')))) throw error;
    await rm(partial, { recursive: true, force: true });
  }
  return folder;
}

/** Writes a fontconfig of our own beside the browser and returns its path: every family asked for ends at Noto Sans SC. */
async function prepareFonts(folder: string): Promise<string> {
  const fonts = join(folder, 'house-fonts');
  const config = join(fonts, 'fonts.conf');
  const own = randomUUID();
  await mkdir(fonts, { recursive: true });
  for (const weight of weights) {
    const source = await notoSansPath(weight);
    const target = join(fonts, basename(source));
    if (await exists(target)) continue;
    await copyFile(source, `${target}.${own}`);
    await rename(`${target}.${own}`, target);
  }
  // The files call themselves "Noto Sans SC Thin" whatever their weight, so the configuration names them.
  const names = weights.map((weight) => `<match target="scan"><test name="file" compare="contains"><string>noto-sans-sc-${weight}</string></test>`
    + `<edit name="family" mode="assign"><string>Noto Sans SC</string></edit><edit name="weight" mode="assign"><const>${weight === 400 ? 'regular' : 'bold'}</const></edit></match>`);
  const aliases = ['sans-serif', 'serif', 'monospace', 'system-ui', 'PingFang SC', 'Microsoft YaHei'].map((family) =>
    `<alias binding="same"><family>${family}</family><prefer><family>Noto Sans SC</family></prefer></alias>`);
  // No folder of the system's: pictures then look alike on every machine.
  await writeFile(`${config}.${own}`, `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>${fonts}</dir><cachedir>${join(folder, 'font-cache')}</cachedir>${names.join('')}${aliases.join('')}</fontconfig>`);
  await rename(`${config}.${own}`, config);
  return config;
}

/**
 * Starts a headless Chromium that can set Chinese. Close it with `browser.close()`. Throws when the machine cannot run it.
 * A machine without the NSS libraries gets the copies that travel with the package.
 */
export async function launchBrowser(): Promise<Browser> {
  const folder = await unpackBrowser();
  const environment: Record<string, string> = { ...(process.env as Record<string, string>), HOME: folder, FONTCONFIG_FILE: await prepareFonts(folder) };
  const start = (): Promise<Browser> => chromium.launch({ executablePath: join(folder, 'chromium'), headless: true, args: flags, env: environment });
  try {
    return await start();
  } catch (error) {
    if (!String(error).includes('loading shared libraries')) throw error;
    const archive = join(dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')), '..', 'bin', 'al2023.tar.br');
    await withTemporaryFolder(folder, () => inflate(archive));
    environment['LD_LIBRARY_PATH'] = join(folder, 'al2023', 'lib');
    return await start();
  }
}
