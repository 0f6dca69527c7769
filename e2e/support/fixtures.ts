import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const path = (name: string): string => fileURLToPath(new URL(`../fixtures/${name}`, import.meta.url))

/** The four small files, see `e2e/fixtures/README.md`. */
export const SMALL_FILES = {
  actions: path('actions.csv'),
  transactions: path('transactions.csv'),
  demographics: path('demographics.csv'),
  products: path('products.csv'),
} as const

/** What must be understood of them. */
export const SMALL_FACTS = {
  rows: { actions: 659, transactions: 175, demographics: 40, products: 15 },
  actionRowsLeftOut: 2,
  clientCount: 40,
  categoryCount: 15,
  searchCount: 243,
  keywordCount: 18,
  /** The only clients whose id holds a 7. */
  clientsWithSeven: ['007', '17', '27', '37', '7'],
  /** Searched and bought; bought only; searched only; in the demographics only. */
  clients: { both: '1', bought: '16', searched: '25', nothing: '39' },
} as const

/** A file as `setInputFiles` takes it. */
export interface MemoryFile {
  readonly name: string
  readonly mimeType: string
  readonly buffer: Buffer
}

/** A file made in the test. */
export const memoryFile = (name: string, content: string | Buffer, mimeType = 'text/csv'): MemoryFile => ({
  name,
  mimeType,
  buffer: typeof content === 'string' ? Buffer.from(content, 'utf8') : content,
})

/** One of the small files under another name. */
export const renamed = (role: keyof typeof SMALL_FILES, name: string): MemoryFile =>
  memoryFile(name, readFileSync(SMALL_FILES[role]))

/** The text of one of the small files. */
export const smallText = (role: keyof typeof SMALL_FILES): string => readFileSync(SMALL_FILES[role], 'utf8')
