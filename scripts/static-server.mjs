import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import { extname, join, resolve, sep } from 'node:path'

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
}

/**
 * The headers that a host should send with every file, worker scripts included: the page's own policy
 * (read from the `<meta>` of `index.html`, so that it is written once) and what a `<meta>` cannot say.
 *
 * @param {string} root folder with `index.html`
 * @returns {Record<string, string>}
 */
export function securityHeaders(root) {
  const html = readFileSync(join(root, 'index.html'), 'utf8')
  const policy = /http-equiv="Content-Security-Policy"\s+content="([^"]+)"/.exec(html)?.[1]
  if (policy === undefined) throw new Error(`${join(root, 'index.html')} has no Content-Security-Policy`)
  return {
    'Content-Security-Policy': `${policy}; frame-ancestors 'none'`,
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Embedder-Policy': 'require-corp',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
  }
}

/** `/a/b` or `a/b/` as `/a/b/`. */
const folderPath = (base) => `/${base.split('/').filter(Boolean).join('/')}/`.replace('//', '/')

/**
 * The file that a request path names inside `root`, or `null`: outside the base, outside the root, hidden, or not there.
 *
 * @param {string} root absolute
 * @param {string} base begins and ends with `/`
 * @param {string} path path part of the request, still percent-encoded
 * @returns {string | null}
 */
export function fileFor(root, base, path) {
  if (!path.startsWith(base)) return null
  let inside
  try {
    inside = decodeURIComponent(path.slice(base.length))
  } catch {
    return null
  }
  if (inside.includes('\0') || inside.split(/[\\/]/).some((part) => part.startsWith('.'))) return null
  const file = resolve(root, inside === '' || inside.endsWith('/') ? `${inside}index.html` : inside)
  if (!file.startsWith(root + sep) || !existsSync(file) || !statSync(file).isFile()) return null
  return file
}

/**
 * Serve a folder on loopback, as a plain static host would.
 *
 * @param {object} options
 * @param {string} options.root folder to serve
 * @param {number} [options.port] 0 for any free one
 * @param {string} [options.base] sub-path under which the folder stands, `/` by default
 * @param {Record<string, string>} [options.headers] sent with every answer; none by default
 * @returns {Promise<{ url: string, port: number, close: () => Promise<void> }>} rejects when the port is taken
 */
export function serve({ root, port = 0, base = '/', headers = {} }) {
  const folder = resolve(root)
  const prefix = folderPath(base)
  const server = createServer((request, response) => {
    const say = (status, text, extra = {}) => {
      response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8', ...headers, ...extra })
      response.end(request.method === 'HEAD' ? undefined : text)
    }
    if (request.method !== 'GET' && request.method !== 'HEAD') return say(405, 'GET only', { Allow: 'GET, HEAD' })
    const path = (request.url ?? '/').split(/[?#]/, 1)[0]
    if (`${path}/` === prefix) return say(301, 'Moved', { Location: prefix })
    const file = fileFor(folder, prefix, path)
    if (file === null) return say(404, 'Not found')
    response.writeHead(200, {
      'Content-Type': TYPES[extname(file).toLowerCase()] ?? 'application/octet-stream',
      'Content-Length': statSync(file).size,
      'Cache-Control': 'no-cache',
      ...headers,
    })
    if (request.method === 'HEAD') return response.end()
    createReadStream(file)
      .on('error', () => response.destroy())
      .pipe(response)
  })
  return new Promise((done, failed) => {
    server.once('error', failed)
    server.listen(port, '127.0.0.1', () => {
      const address = server.address()
      const actual = typeof address === 'object' && address !== null ? address.port : port
      done({
        url: `http://127.0.0.1:${actual}${prefix}`,
        port: actual,
        close: () =>
          new Promise((closed) => {
            server.close(() => closed())
            server.closeAllConnections()
          }),
      })
    })
  })
}

/**
 * Serve on the first free port from `port` on.
 *
 * @param {Parameters<typeof serve>[0] & { port: number }} options
 */
export async function serveOnNextFreePort(options) {
  for (let port = options.port; ; port++) {
    try {
      return await serve({ ...options, port })
    } catch (error) {
      if (error?.code !== 'EADDRINUSE' || port >= options.port + 100) throw error
    }
  }
}

/** Close the server and end the process on Ctrl+C and on a polite kill. */
export function stopOnSignals(server) {
  for (const signal of ['SIGINT', 'SIGTERM'])
    process.once(signal, () => {
      void server.close().then(() => process.exit(0))
    })
}
