import { createWriteStream, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'

/** Past this many bytes, offsets do not fit a signed 32-bit number any more. */
const BIG_BYTES = 2 ** 31
const NEWLINE = 10

/** A made file, to be deleted after use. */
export interface BigFile {
  readonly path: string
  readonly bytes: number
  readonly rows: number
  readonly dispose: () => void
}

/** Repeat the rows of a CSV file, its header once, until the file is larger than 2 GiB. */
export async function makeBigFile(source: string): Promise<BigFile> {
  const content = readFileSync(source)
  const dataStart = content.indexOf(NEWLINE) + 1
  if (content.at(-1) !== NEWLINE) throw new Error(`${source} does not end with a line end`)
  const dataBytes = content.length - dataStart
  const times = Math.ceil(BIG_BYTES / dataBytes)
  const folder = mkdtempSync(join(tmpdir(), 'recscope-big-'))
  const dispose = () => {
    rmSync(folder, { recursive: true, force: true })
  }
  const path = join(folder, 'big.csv')
  let lines = 0
  for (let at = content.indexOf(NEWLINE, dataStart); at >= 0; at = content.indexOf(NEWLINE, at + 1)) lines += 1
  await pipeline(async function* () {
    await Promise.resolve()
    yield content
    for (let time = 1; time < times; time += 1) yield content.subarray(dataStart)
  }, createWriteStream(path))
  return { path, bytes: content.length + (times - 1) * dataBytes, rows: lines * times, dispose }
}
