import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ROOT, runTool } from './ensure-install.mjs'

const SYSTEM = {
  linux: [
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/usr/bin/google-chrome-stable',
    '/opt/google/chrome/chrome',
    '/snap/bin/chromium',
  ],
  darwin: [
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ],
  win32: [
    `${process.env.PROGRAMFILES}\\Google\\Chrome\\Application\\chrome.exe`,
    `${process.env['PROGRAMFILES(X86)']}\\Google\\Chrome\\Application\\chrome.exe`,
    `${process.env.LOCALAPPDATA}\\Chromium\\Application\\chrome.exe`,
  ],
}

const HOW = `No Chromium was found, and none could be installed. Any one of these helps:
  - set CHROMIUM_PATH to the program file of a Chromium or Chrome
  - npx playwright install chromium
  - Debian or Ubuntu, as root: apt-get install chromium`

/** Runs a browser and looks whether it answers: the file alone says little (a distribution may put a stub there). */
function answers(path) {
  // On Windows chrome.exe opens a window instead of printing its version.
  if (process.platform === 'win32') return existsSync(path)
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const asked = spawnSync(path, [...sandbox, '--headless', '--version'], { encoding: 'utf8', timeout: 30_000 })
  return asked.status === 0 && /Chrom/.test(asked.stdout)
}

/** Where Playwright's own browser stands, installed or not. */
async function playwrightPath() {
  const { chromium } = await import(pathToFileURL(join(ROOT, 'node_modules/@playwright/test/index.mjs')).href)
  return chromium.executablePath()
}

const systemPath = () => (SYSTEM[process.platform] ?? SYSTEM.linux).find((path) => existsSync(path) && answers(path))

/**
 * The program file of a Chromium that starts: `CHROMIUM_PATH`, the system's, Playwright's own; else one that gets
 * installed now (by Playwright, then as root by apt-get).
 *
 * @returns {Promise<string>}
 * @throws Error with what to do, when there is none and none can be had; tests are never skipped for want of one
 */
export async function findBrowser() {
  const chosen = process.env.CHROMIUM_PATH
  if (chosen) {
    if (existsSync(chosen) && answers(chosen)) return chosen
    throw new Error(`CHROMIUM_PATH is ${chosen}, which is no Chromium that starts.`)
  }
  const system = systemPath()
  if (system !== undefined) return system

  const own = await playwrightPath()
  if (existsSync(own) && answers(own)) return own
  console.log("No Chromium is installed; trying Playwright's own ...")
  runTool('@playwright/test/cli.js', ['install', 'chromium'])
  if (existsSync(own) && answers(own)) return own

  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.log("Trying Debian's chromium ...")
    const apt = (args) =>
      spawnSync('apt-get', args, { stdio: 'inherit', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
    apt(['update'])
    apt(['install', '-y', '--no-install-recommends', 'chromium'])
    const installed = systemPath()
    if (installed !== undefined) return installed
  }
  throw new Error(HOW)
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    console.log(await findBrowser())
  } catch (error) {
    console.error(error.message)
    process.exit(1)
  }
}
