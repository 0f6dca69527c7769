import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { SHOP_FILE_NAMES } from '../../src/core/synth/demo.ts'
import { generateShop } from '../../src/core/synth/generate-shop.ts'
import { createTruthLines } from '../../src/core/synth/truth-lines.ts'
import { buildDataset, type Dataset } from '../../src/core/tables/dataset.ts'
import { FILE_ROLES, type FileRole, type Table } from '../../src/core/tables/table.ts'
import { uncontrolled } from '../../src/core/task-control.ts'
import { createByteTableReader } from '../../src/platform/byte-table-reader.ts'
import { fileSource } from '../../src/platform/file-source.ts'
import { sniffFile } from '../../src/platform/sniff-file.ts'

/** Read CSV files as the product does, and join them. @throws Error for a file that is none of the four */
export async function loadDataset(files: readonly File[]): Promise<Dataset> {
  const read = createByteTableReader()
  const tables = new Map<FileRole, Table>()
  for (const file of files) {
    const source = fileSource(file)
    const sniffed = await sniffFile(source, null)
    if ('refusal' in sniffed) throw new Error(`${file.name}: ${sniffed.refusal.code}`)
    const { table } = await read(source, sniffed.plan, () => undefined)
    tables.set(table.role, table)
  }
  return buildDataset(tables)
}

/** Files of the disk, as if they had been dropped. */
export const filesAt = (paths: readonly string[]): File[] =>
  paths.map((path) => new File([Uint8Array.from(readFileSync(path))], basename(path)))

/** The law of the next purchase of a client: probability by position in the products file. `null` for a client of another shop. */
export type LawOf = (clientId: string) => Float64Array | null

/** Lines of the truth file, see `createTruthLines`: of a style, and of a client. */
interface StyleLine {
  readonly style: number
  readonly base: readonly (readonly number[])[]
}
interface ClientLine {
  readonly id: number
  readonly style: number
  readonly rest: readonly number[]
  readonly favourites: readonly (readonly [code: number, probability: number])[]
}

/** Read the laws back from the lines of the truth file, by the formula in its first line. */
function readLaws(lines: readonly string[]): LawOf {
  const bases = new Map<number, StyleLine['base']>()
  const clients = new Map<string, ClientLine>()
  for (const text of lines.slice(1)) {
    const line = JSON.parse(text) as StyleLine | ClientLine
    if ('base' in line) bases.set(line.style, line.base)
    else clients.set(String(line.id), line)
  }
  return (clientId) => {
    const client = clients.get(clientId)
    const base = client === undefined ? undefined : bases.get(client.style)
    if (client === undefined || base === undefined) return null
    const chance = (shares: readonly number[], at: number): number => shares[at] ?? 0
    const law = Float64Array.from(base[0] ?? [], (_, at) =>
      base.reduce((sum, shares, unit) => sum + chance(client.rest, unit) * chance(shares, at), 0),
    )
    for (const [code, probability] of client.favourites) law[code - 1] = (law[code - 1] ?? 0) + probability
    return law
  }
}

/** A generated shop, loaded from its CSV bytes, and the truth that was written beside them. */
export async function generatedShop(scale: number, seed: number): Promise<{ dataset: Dataset; lawOf: LawOf }> {
  const parts = new Map<FileRole, Uint8Array<ArrayBuffer>[]>(FILE_ROLES.map((role) => [role, []]))
  const lines: string[] = []
  const truth = createTruthLines(
    (line) => void lines.push(line),
    () => undefined,
  )
  await generateShop(
    { scale, seed },
    uncontrolled,
    (role, bytes) => void parts.get(role)?.push(Uint8Array.from(bytes)),
    truth,
  )
  const files = Array.from(parts, ([role, pieces]) => new File(pieces, SHOP_FILE_NAMES[role]))
  return { dataset: await loadDataset(files), lawOf: readLaws(lines) }
}
