import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fileFor, securityHeaders, serve, serveOnNextFreePort } from './static-server.mjs'

let folder
let root
let server
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'recscope-static-'))
  root = join(folder, 'dist')
  mkdirSync(join(root, 'assets'), { recursive: true })
  writeFileSync(join(folder, 'secret.txt'), 'outside')
  writeFileSync(join(root, '.hidden'), 'hidden')
  writeFileSync(
    join(root, 'index.html'),
    `<meta\n http-equiv="Content-Security-Policy"\n content="default-src 'none'" /><p>page</p>`,
  )
  writeFileSync(join(root, 'assets', 'a b.js'), 'export {}')
  server = await serve({ root, base: '/some/sub/path', headers: securityHeaders(root) })
})
afterAll(async () => {
  await server.close()
  rmSync(folder, { recursive: true })
})

/** Sends the path as it stands: `fetch` would tidy `..` away. */
const ask = (path, method = 'GET') =>
  new Promise((done, failed) => {
    const asked = request({ host: '127.0.0.1', port: server.port, path, method }, (response) => {
      let body = ''
      response.on('data', (part) => (body += part))
      response.on('end', () => done({ status: response.statusCode, headers: response.headers, body }))
    })
    asked.on('error', failed)
    asked.end()
  })

describe('the static server', () => {
  it('serves the page and its files under a sub-path, with their types', async () => {
    const page = await ask('/some/sub/path/?lang=ko')
    expect(page).toMatchObject({ status: 200, body: expect.stringContaining('page') })
    expect(page.headers['content-type']).toBe('text/html; charset=utf-8')
    const script = await ask('/some/sub/path/assets/a%20b.js')
    expect(script.headers['content-type']).toBe('text/javascript; charset=utf-8')
    expect(script.body).toBe('export {}')
  })

  it('sends the folder without its slash to the folder, and knows nothing outside it', async () => {
    expect(await ask('/some/sub/path')).toMatchObject({ status: 301, headers: { location: '/some/sub/path/' } })
    expect(await ask('/')).toMatchObject({ status: 404 })
    expect(await ask('/assets/a%20b.js')).toMatchObject({ status: 404 })
  })

  it.each([
    '/some/sub/path/../../../secret.txt',
    '/some/sub/path/..%2Fsecret.txt',
    '/some/sub/path/%2e%2e/secret.txt',
    '/some/sub/path/assets/..%5c..%5csecret.txt',
    '/some/sub/path//etc/passwd',
    '/some/sub/path/.hidden',
    '/some/sub/path/%E0%A4%A',
    '/some/sub/path/index.html%00.js',
    '/some/sub/path/assets',
  ])('does not hand out %s', async (path) => {
    expect(await ask(path)).toMatchObject({ status: 404, body: 'Not found' })
  })

  it('takes the policy of the page into the headers, and adds what a page cannot say', async () => {
    const { headers } = await ask('/some/sub/path/assets/a%20b.js')
    expect(headers['content-security-policy']).toBe("default-src 'none'; frame-ancestors 'none'")
    expect(headers).toMatchObject({
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-embedder-policy': 'require-corp',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    })
  })

  it('sends none of them as a plain host', async () => {
    const plain = await serve({ root })
    const response = await fetch(plain.url)
    await plain.close()
    expect(response.status).toBe(200)
    expect(response.headers.get('content-security-policy')).toBeNull()
    expect(response.headers.get('cross-origin-embedder-policy')).toBeNull()
  })

  it('answers reading only', async () => {
    expect(await ask('/some/sub/path/', 'POST')).toMatchObject({ status: 405 })
    expect(await ask('/some/sub/path/', 'HEAD')).toMatchObject({ status: 200, body: '' })
  })

  it('takes the next port when the wanted one is taken', async () => {
    const next = await serveOnNextFreePort({ root, port: server.port })
    expect(next.port).toBeGreaterThan(server.port)
    await next.close()
  })

  it('finds a file at the root of a host', () => {
    expect(fileFor(root, '/', '/')).toBe(join(root, 'index.html'))
  })
})
