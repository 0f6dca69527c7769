import { existsSync, readdirSync, readFileSync } from 'node:fs'

const DIST = 'dist'
const html = existsSync(`${DIST}/index.html`) ? readFileSync(`${DIST}/index.html`, 'utf8') : ''
if (html === '') throw new Error('There is no built page; run "npm run build" first.')

/** The entry script and, as module preloads, everything it imports before it runs. */
const entry = [...html.matchAll(/<(?:script|link)\b[^>]*?(?:src|href)="\.\/(assets\/[^"]+\.js)"/g)].map(
  ([, file]) => `${DIST}/${file}`,
)
if (entry.length === 0) throw new Error('No script was found in dist/index.html')

const scripts = readdirSync(`${DIST}/assets`).filter((file) => file.endsWith('.js'))
const workers = scripts.filter((file) => /\.worker-/.test(file))

export default [
  { name: 'script before the first interaction', path: entry, limit: '130 kB', gzip: true },
  ...workers.map((file) => ({
    name: `worker ${file.replace(/-[^-]*\.js$/, '')}`,
    path: `${DIST}/assets/${file}`,
    // The dataset worker brings the readers of archives and of kept data; it loads beside the page, not before it.
    limit: '81 kB',
    gzip: true,
  })),
  { name: 'all scripts', path: `${DIST}/assets/*.js`, limit: '630 kB', gzip: true },
]
