/** Finds and starts the browser. */
import { chromium } from 'playwright-core';
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rename, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** Starts a headless Chromium: the one in CHROME_BIN, otherwise one on the PATH, otherwise npm's. */
export async function launch() {
  const { CHROME_BIN, PATH = '' } = process.env;
  const installed = PATH.split(delimiter).flatMap(directory => NAMES.map(name => join(directory, name))).find(existsSync);
  const browser = CHROME_BIN || installed ? { executablePath: CHROME_BIN || installed } : await shipped();
  console.log(`browser: ${browser.executablePath}`);
  // Playwright adds the rest: headless, no first run, no background traffic, a new profile, and no sandbox, so that
  // root may run it.
  return chromium.launch({ ...browser, args: ['--disable-gpu', '--disable-sync'] });
}

/**
 * The browser inside the npm package @sparticuz/chromium, a build for AWS Lambda on Linux and x64.
 *
 * The package contains the libraries and fonts that a small system lacks. It unpacks them only if the environment looks
 * like AWS, and only into the directory for temporary files. This function unpacks everything beside the package in one
 * step, so that no run finds the incomplete files of another run.
 */
async function shipped() {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error('No browser found. Name one, Chromium or Chrome, in the environment variable CHROME_BIN.');
  }
  const home = join(import.meta.dirname, 'node_modules', '.chromium');
  if (!existsSync(home)) {
    const unpacked = await mkdtemp(`${home}-`);
    const unpack = 'import chromium from "@sparticuz/chromium"; await chromium.executablePath();';
    await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', unpack], {
      cwd: import.meta.dirname,
      env: { ...process.env, TMPDIR: unpacked, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' },
    });
    await writeFile(join(unpacked, 'fonts.conf'), `<fontconfig><dir>${home}/fonts</dir></fontconfig>`);
    await rename(unpacked, home);
  }
  return {
    executablePath: join(home, 'chromium'),
    env: { ...process.env, LD_LIBRARY_PATH: join(home, 'al2023', 'lib'), FONTCONFIG_FILE: join(home, 'fonts.conf') },
  };
}
