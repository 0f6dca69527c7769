import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { ensureInstall, ROOT, runTool } from './ensure-install.mjs'
import { securityHeaders, serveOnNextFreePort, stopOnSignals } from './static-server.mjs'

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '4173' },
    open: { type: 'boolean', default: false },
    'no-open': { type: 'boolean', default: false },
  },
})

ensureInstall()
console.log('Building the page ...')
if (runTool('vite/bin/vite.js', ['build', '--logLevel', 'warn']) !== 0) {
  console.error('The page could not be built.')
  process.exit(1)
}

const root = join(ROOT, 'dist')
const server = await serveOnNextFreePort({ root, port: Number(values.port), headers: securityHeaders(root) })
stopOnSignals(server)
console.log(`\nRecscope stands at ${server.url}\nCtrl+C ends it. Files dropped on it stay in the browser.\n`)
if (mayOpen()) openBrowser(server.url)

/** A browser is opened for a person at a screen: not over a plain remote shell, not from another program. */
function mayOpen() {
  if (values['no-open']) return false
  const hasScreen =
    process.platform === 'win32' ||
    process.platform === 'darwin' ||
    Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY)
  return values.open || (hasScreen && process.stdout.isTTY === true)
}

function openBrowser(url) {
  const [command, args] =
    process.platform === 'darwin'
      ? ['open', [url]]
      : process.platform === 'win32'
        ? ['cmd', ['/c', 'start', '', url]]
        : ['xdg-open', [url]]
  const opener = spawn(command, args, { stdio: 'ignore', detached: true })
  opener.on('error', () => console.log('No browser could be opened; open the address by hand.'))
  opener.unref()
}
