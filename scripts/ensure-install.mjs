import { spawnSync } from 'node:child_process'
import { existsSync, lstatSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

/** The project's folder. */
export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)))

const NEEDED = [20, 19]

/** Whether a version such as `v20.19.0` can run the tools of this project. */
export function isNodeNewEnough(version) {
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number)
  return major > NEEDED[0] || (major === NEEDED[0] && minor >= NEEDED[1])
}

/**
 * Whether what npm wrote down at the end of an installation is what the lock file asks for.
 * A half-finished installation has no such note. Optional packages of other platforms may be absent.
 *
 * @param {string} root
 */
export function isInstalled(root) {
  const mark = join(root, 'node_modules', '.package-lock.json')
  const lock = join(root, 'package-lock.json')
  if (!existsSync(mark)) return false
  if (statSync(mark).mtimeMs >= statSync(lock).mtimeMs) return true
  // A checkout touches the lock file without changing it.
  const { packages: wanted } = JSON.parse(readFileSync(lock, 'utf8'))
  const { packages: present } = JSON.parse(readFileSync(mark, 'utf8'))
  return Object.entries(wanted).every(([path, one]) => {
    const there = present[path]
    return path === '' || (there === undefined ? one.optional === true : there.integrity === one.integrity)
  })
}

/**
 * Install exactly what `package-lock.json` says, when it is not there yet or older than the lock file.
 * No script of a package is run. Ends the process with a message where that cannot be done.
 */
export function ensureInstall() {
  if (!isNodeNewEnough(process.version)) {
    console.error(`Recscope needs Node ${NEEDED.join('.')} or later; this is ${process.version}.`)
    process.exit(1)
  }
  if (isInstalled(ROOT)) return
  // `npm ci` empties the folder first, and follows a link to do so: that folder belongs to somebody else.
  if (lstatSync(join(ROOT, 'node_modules'), { throwIfNoEntry: false })?.isSymbolicLink()) {
    console.error('node_modules is a link to another folder and does not fit package-lock.json. Remove the link first.')
    process.exit(1)
  }
  console.log('Installing the packages of package-lock.json ...')
  if (runNpm(['ci', '--ignore-scripts', '--no-audit', '--no-fund']) !== 0) {
    console.error('The packages could not be installed; what npm said stands above.')
    process.exit(1)
  }
}

/** Run npm with its output shown. @returns its exit code */
export function runNpm(args) {
  // The npm that started this script, where there is one: Windows cannot start `npm` without a shell.
  const own = process.env.npm_execpath
  const done = own?.endsWith('.js')
    ? spawnSync(process.execPath, [own, ...args], { cwd: ROOT, stdio: 'inherit' })
    : spawnSync('npm', args, { cwd: ROOT, stdio: 'inherit', shell: process.platform === 'win32' })
  if (done.error) console.error(done.error.message)
  return done.status ?? 1
}

/** Run a tool of `node_modules` by its script, with its output shown. @returns its exit code */
export function runTool(script, args = [], env = {}) {
  const done = spawnSync(process.execPath, [join(ROOT, 'node_modules', script), ...args], {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  })
  return done.status ?? 1
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) ensureInstall()
