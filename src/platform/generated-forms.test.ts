import { beforeAll, describe, expect, it } from 'vitest'
import type { IngestPlan } from '../core/ingest/plan-ingest.ts'
import type { ByteSource } from '../core/ingest/table-reader.ts'
import { type Dirt, DIRT, readDirt } from '../core/synth/dirt.ts'
import { generateShop } from '../core/synth/generate-shop.ts'
import type { ShopTruth } from '../core/synth/truth.ts'
import { cellAt, FILE_ROLES, type FileRole, isMissing } from '../core/tables/table.ts'
import { uncontrolled } from '../core/task-control.ts'
import { createByteTableReader } from './byte-table-reader.ts'
import { sniffFile } from './sniff-file.ts'
import { textCodec } from './text-codec.ts'

type Cells = Readonly<Record<string, readonly (string | number | null)[]>>
type Files = ReadonlyMap<FileRole, Uint8Array>

async function filesOf(list: string): Promise<{ readonly files: Files; readonly truth: ShopTruth }> {
  const parts = new Map<FileRole, Uint8Array[]>(FILE_ROLES.map((role) => [role, []]))
  const options = { scale: 0.002, seed: 9, ...(list !== '' && { dirt: readDirt(list) }) }
  const truth = await generateShop(options, uncontrolled, (role, bytes) => void parts.get(role)?.push(bytes))
  return { files: new Map([...parts].map(([role, pieces]) => [role, Buffer.concat(pieces)])), truth }
}

function sourceOf(bytes: Uint8Array): ByteSource {
  return {
    name: 'generated.csv',
    sizeBytes: bytes.length,
    packing: 'none',
    open: () => {
      let at = 0
      return {
        read: (room) => {
          const piece = bytes.subarray(at, at + room.length)
          room.set(piece)
          at += piece.length
          return Promise.resolve(room.subarray(0, piece.length))
        },
        diskBytes: () => at,
        close: () => Promise.resolve(),
      }
    },
  }
}

/** What Recscope understands of a file: its plan, and the cells of each known column. */
async function understood(bytes: Uint8Array): Promise<{ readonly plan: IngestPlan; readonly cells: Cells }> {
  const source = sourceOf(bytes)
  const outcome = await sniffFile(source, null)
  if ('refusal' in outcome) throw new Error(outcome.refusal.code)
  const { table } = await createByteTableReader()(source, outcome.plan, () => undefined)
  const cells = Array.from(table.columns, ([name, column]) => {
    const values = Array.from({ length: table.rowCount }, (_, row) => {
      if (isMissing(column, row)) return null
      const value = cellAt(column, row)
      return column.dictionary === null ? value : column.dictionary.textOf(value)
    })
    return [name, values] as const
  })
  return { plan: outcome.plan, cells: Object.fromEntries(cells.sort(([a], [b]) => (a < b ? -1 : 1))) }
}

let plain: { readonly files: Files; readonly truth: ShopTruth }
beforeAll(async () => {
  plain = await filesOf('')
}, 30_000)

describe('another form of the same rows', () => {
  const everything = 'bom,crlf,index-column,shuffled-columns,dashed-dates,bare-times,official-keyword-name'
  it.each([...everything.split(','), everything])(
    '%s is read to the same cells',
    async (list) => {
      const { files } = await filesOf(list)
      let changed = 0
      for (const role of FILE_ROLES) {
        const wanted = await understood(plain.files.get(role)!)
        const found = await understood(files.get(role)!)
        expect(found.plan.role).toBe(role)
        // One comparison: the difference of a large file takes minutes to print.
        expect(JSON.stringify(found.cells) === JSON.stringify(wanted.cells)).toBe(true)
        expect(found.plan.notes.some(({ code }) => code === 'index-column')).toBe(list.includes('index-column'))
        expect(found.plan.encoding.bomBytes).toBe(list.includes('bom') ? 3 : 0)
        if (!Buffer.from(files.get(role)!).equals(plain.files.get(role)!)) changed++
      }
      expect(changed).toBeGreaterThan(0)
    },
    30_000,
  )

  it('is told from UTF-8 in CP949, and read to the same cells', async () => {
    for (const [role, bytes] of plain.files) {
      const wide = textCodec.encode(new TextDecoder().decode(bytes), 'euc-kr')
      const { plan, cells } = await understood(wide)
      if (role === 'actions') expect(wide.length).toBeLessThan(bytes.length)
      expect(plan.role).toBe(role)
      expect(JSON.stringify(cells) === JSON.stringify((await understood(bytes)).cells)).toBe(true)
    }
  }, 30_000)

  it('gives the same bytes every time', async () => {
    const [one, other] = await Promise.all([filesOf(everything), filesOf(everything)])
    for (const role of FILE_ROLES) expect(Buffer.from(one.files.get(role)!).equals(other.files.get(role)!)).toBe(true)
  }, 30_000)
})

describe('planted dirt', () => {
  /** How often each kind is found in the files, as read. */
  async function found(files: Files): Promise<Partial<Record<Dirt, number>>> {
    const lines = (await understood(files.get('transactions')!)).cells
    const actions = (await understood(files.get('actions')!)).cells
    const purchases = actions['action_type']!.flatMap((type, row) =>
      Number(type) === 6 ? [actions['trans_id']![row] ?? null] : [],
    )
    const uses = new Map<string | number, number>()
    for (const id of purchases) if (id !== null) uses.set(id, (uses.get(id) ?? 0) + 1)
    return {
      'unknown-codes': lines['pd_c']!.filter((code) => code === null || code === 'unknown').length,
      'zero-amounts': lines['buy_am']!.filter((amount, row) => amount === 0 || lines['buy_ct']![row] === 0).length,
      'huge-amounts': lines['buy_am']!.filter((amount) => Number(amount) > 1e10).length,
      'repeated-ids': [...uses.values()].filter((count) => count > 1).length,
      'purchases-without-id': purchases.filter((id) => id === null).length,
    }
  }

  it('is there by default, and each kind can be left out', async () => {
    const usual = await found(plain.files)
    const kinds = Object.keys(usual) as Dirt[]
    expect(kinds).toEqual(DIRT.slice(0, kinds.length))
    expect(usual['huge-amounts']).toBe(2)
    for (const kind of kinds) {
      expect(usual[kind]).toBeGreaterThan(0)
      const { files, truth } = await filesOf(`no-${kind}`)
      const counts = await found(files)
      for (const each of kinds) {
        if (each === kind) expect(counts[each]).toBe(0)
        else expect(counts[each]).toBeGreaterThan(0)
      }
      expect(truth.dirtKinds).not.toContain(kind)
      expect(truth.dirt.hugeAmounts).toHaveLength(kind === 'huge-amounts' ? 0 : 2)
    }
  }, 60_000)

  it('is refused where no such kind is known', () => {
    for (const list of ['mud', 'no-mud', 'bom, crlf']) expect(() => readDirt(list)).toThrow(/Not a kind/)
  })
})
