import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { ROOT } from './ensure-install.mjs'
import { securityHeaders, serve, stopOnSignals } from './static-server.mjs'

const { values } = parseArgs({
  options: {
    root: { type: 'string', default: join(ROOT, 'dist') },
    port: { type: 'string', default: '4173' },
    base: { type: 'string', default: '/' },
    // A plain static host sends none of the security headers.
    plain: { type: 'boolean', default: false },
  },
})
const root = resolve(values.root)
if (!existsSync(join(root, 'index.html'))) {
  console.error(`${root} has no index.html; run "npm run build" first.`)
  process.exit(1)
}
const server = await serve({
  root,
  port: Number(values.port),
  base: values.base,
  headers: values.plain ? {} : securityHeaders(root),
})
stopOnSignals(server)
console.log(server.url)
