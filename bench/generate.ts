import { createWriteStream, mkdirSync, type WriteStream, writeFileSync } from 'node:fs'
import { once } from 'node:events'
import path from 'node:path'
import process from 'node:process'
import { parseArgs } from 'node:util'
import { DomainError } from '../src/core/domain-error.ts'
import { SHOP_FILE_NAMES } from '../src/core/synth/demo.ts'
import { DEFAULT_DIRT, DIRT, readDirt } from '../src/core/synth/dirt.ts'
import { generateShop, SMALLEST_SCALE } from '../src/core/synth/generate-shop.ts'
import type { ShopOptions } from '../src/core/synth/shop-options.ts'
import { createTruthLines } from '../src/core/synth/truth-lines.ts'
import { FILE_ROLES, type FileRole } from '../src/core/tables/table.ts'
import { uncontrolled } from '../src/core/task-control.ts'
import { textCodec } from '../src/platform/text-codec.ts'

/** Each client's true next purchase, by lines of JSON. */
const NEXT_PURCHASES = 'truth-next-purchases.jsonl'
/** The intents of each client's sessions. */
const SESSION_INTENTS = 'truth-sessions.jsonl'

const USAGE = `Usage: npm run generate -- --scale S --seed N --out DIR

  --scale  size of the shop, 1 = 72,399 clients and 3.2 million action rows (${SMALLEST_SCALE} to 10; default 0.1)
  --seed   whole number from 0; the same seed and scale give the same bytes (default 1)
  --out    folder for the four CSV files, truth.json, ${NEXT_PURCHASES} and ${SESSION_INTENTS};
           made when missing
  --drift  how far tastes and popularity move over the period (0 to 2; default 0)
  --one-intent  searches and purchases of a session follow from one intent
  --dirt   kinds to add, or with no- before them to leave out, with commas: ${DIRT.join(', ')}
           (without it: ${[...DEFAULT_DIRT].join(', ')})
  --cp949  write CP949 in place of UTF-8
`

class UsageError extends Error {}

function readOptions(): { shop: ShopOptions; isCp949: boolean; out: string } {
  let values: {
    scale?: string
    seed?: string
    out?: string
    drift?: string
    'one-intent'?: boolean
    dirt?: string
    cp949?: boolean
  }
  try {
    values = parseArgs({
      options: {
        scale: { type: 'string' },
        seed: { type: 'string' },
        out: { type: 'string' },
        drift: { type: 'string' },
        'one-intent': { type: 'boolean' },
        dirt: { type: 'string' },
        cp949: { type: 'boolean' },
      },
    }).values
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error), { cause: error })
  }
  if (values.out === undefined) throw new UsageError('--out is missing')
  const shop = {
    scale: Number(values.scale ?? '0.1'),
    seed: Number(values.seed ?? '1'),
    drift: Number(values.drift ?? '0'),
    oneIntent: values['one-intent'] ?? false,
    ...(values.dirt !== undefined && { dirt: readDirt(values.dirt) }),
  }
  return { shop, isCp949: values.cp949 ?? false, out: path.resolve(values.out) }
}

/**
 * The files of a folder, made with their first bytes (so that a refused option destroys nothing). A write waits while the
 * disk is behind, so that memory stays bounded.
 */
function filesIn(out: string) {
  const files = new Map<string, WriteStream>()
  const open = (name: string): WriteStream => {
    mkdirSync(out, { recursive: true })
    const file = createWriteStream(path.join(out, name))
    files.set(name, file)
    return file
  }
  return {
    write: async (name: string, piece: Uint8Array | string): Promise<void> => {
      const file = files.get(name) ?? open(name)
      if (!file.write(piece)) await once(file, 'drain')
    },
    close: async (): Promise<void> => {
      await Promise.all(
        Array.from(files.values(), async (file) => {
          file.end()
          await once(file, 'close')
        }),
      )
    },
    bytes: (name: string): number => files.get(name)?.bytesWritten ?? 0,
  }
}

async function main(): Promise<void> {
  const { shop, isCp949, out } = readOptions()
  const started = performance.now()
  const files = filesIn(out)
  const truthLines = createTruthLines(
    (line) => files.write(NEXT_PURCHASES, line),
    (line) => files.write(SESSION_INTENTS, line),
  )
  const write = (role: FileRole, bytes: Uint8Array): Promise<void> =>
    files.write(SHOP_FILE_NAMES[role], isCp949 ? textCodec.encode(new TextDecoder().decode(bytes), 'euc-kr') : bytes)
  const truth = await generateShop(shop, uncontrolled, write, truthLines)
  await files.close()
  writeFileSync(path.join(out, 'truth.json'), `${JSON.stringify(truth)}\n`)
  for (const role of FILE_ROLES) {
    const megabytes = (files.bytes(SHOP_FILE_NAMES[role]) / 1e6).toFixed(2)
    process.stdout.write(`${SHOP_FILE_NAMES[role]}: ${truth.rows[role].toLocaleString('en')} rows, ${megabytes} MB\n`)
  }
  process.stdout.write(`${truth.distinctKeywords.toLocaleString('en')} distinct keywords\n`)
  process.stdout.write(`${((performance.now() - started) / 1000).toFixed(1)} s\n`)
}

try {
  await main()
} catch (error) {
  const known = error instanceof UsageError || (error instanceof DomainError && error.code === 'bad-setting')
  if (!known) throw error
  process.stderr.write(`${error.message}\n\n${USAGE}`)
  process.exitCode = 2
}
