import { beforeAll, describe, expect, it } from 'vitest'
import { DomainError } from '../domain-error.ts'
import type { FileRole } from '../tables/table.ts'
import { type TaskProgress, uncontrolled } from '../task-control.ts'
import { DEMO_OPTIONS, demoShop } from './demo.ts'
import { generateShop } from './generate-shop.ts'
import type { ShopOptions } from './shop-options.ts'
import type { ShopTruth } from './truth.ts'

const SCALE = 0.02
const decoder = new TextDecoder('utf-8', { fatal: true })

interface Shop {
  readonly text: Readonly<Record<FileRole, string>>
  readonly truth: ShopTruth
}

async function shopOf(options: ShopOptions): Promise<Shop> {
  const parts: Record<FileRole, Uint8Array[]> = { actions: [], transactions: [], demographics: [], products: [] }
  const truth = await generateShop(options, uncontrolled, (role, bytes) => void parts[role].push(bytes))
  const join = (role: FileRole): string => decoder.decode(Buffer.concat(parts[role]))
  return {
    text: {
      actions: join('actions'),
      transactions: join('transactions'),
      demographics: join('demographics'),
      products: join('products'),
    },
    truth,
  }
}

/** Cells of one line, quotes undone; none of the generated cells holds a line break. */
function cellsOf(line: string): string[] {
  if (!line.includes('"')) return line.split(',')
  const cells = Array.from(line.matchAll(/(?:"((?:[^"]|"")*)"|([^",]*))(?:,|$)/g), (match) =>
    match[1] === undefined ? (match[2] ?? '') : match[1].replaceAll('""', '"'),
  )
  return line.endsWith(',') ? cells : cells.slice(0, -1)
}

const rowsOf = (text: string): string[][] => text.trimEnd().split('\n').slice(1).map(cellsOf)

let shop: Shop
let actions: string[][]
let transactions: string[][]
let products: string[][]

beforeAll(async () => {
  shop = await shopOf({ scale: SCALE, seed: 7 })
  actions = rowsOf(shop.text.actions)
  transactions = rowsOf(shop.text.transactions)
  products = rowsOf(shop.text.products)
})

/** `Map.groupBy`, which node 20 lacks. */
function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const group = groups.get(keyOf(item))
    if (group === undefined) groups.set(keyOf(item), [item])
    else group.push(item)
  }
  return groups
}

const countBy = (keys: readonly string[]): Map<string, number> => {
  const counts = new Map<string, number>()
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1)
  return counts
}

describe('a seed', () => {
  it('gives the same bytes every time, and other bytes than another seed', async () => {
    const [first, again, other] = await Promise.all([3, 3, 4].map((seed) => shopOf({ scale: 0.003, seed })))
    expect(again?.text).toEqual(first?.text)
    expect(again?.truth).toEqual(first?.truth)
    expect(other?.text.actions).not.toEqual(first?.text.actions)
    expect(other?.text.transactions).not.toEqual(first?.text.transactions)
    expect(other?.text.products).toEqual(first?.text.products)
  })

  it('is refused, like a scale, when out of range', async () => {
    for (const options of [
      { scale: 0, seed: 1 },
      { scale: Number.NaN, seed: 1 },
      { scale: 1, seed: -1 },
      { scale: 1, seed: 0.5 },
    ]) {
      await expect(generateShop(options, uncontrolled, () => undefined)).rejects.toMatchObject({ code: 'bad-setting' })
    }
  })
})

describe('the files', () => {
  it('start with the columns of the schema, end with a line feed and hold no carriage return or byte order mark', () => {
    const headers: Readonly<Record<FileRole, string>> = {
      actions:
        'clnt_id,sess_id,hit_seq,action_type,biz_unit,sess_dt,hit_tm,hit_pss_tm,trans_id,sech_kwd,tot_pag_view_ct,tot_sess_hr_v,trfc_src,dvc_ctg_nm',
      transactions: 'clnt_id,trans_id,trans_seq,biz_unit,pd_c,de_dt,de_tm,buy_am,buy_ct',
      demographics: 'clnt_id,clnt_gender,clnt_age',
      products: 'pd_c,clac_nm1,clac_nm2,clac_nm3',
    }
    for (const [role, header] of Object.entries(headers)) {
      const text = shop.text[role as FileRole]
      expect(text.startsWith(`${header}\n`)).toBe(true)
      expect(text.endsWith('\n')).toBe(true)
      expect(text.includes('\r')).toBe(false)
    }
    expect(actions.every((row) => row.length === 14)).toBe(true)
    expect(transactions.every((row) => row.length === 9)).toBe(true)
  })

  it('have the published sizes times the scale', () => {
    expect(Math.abs(actions.length / (3_196_362 * SCALE) - 1)).toBeLessThan(0.001)
    expect(transactions).toHaveLength(Math.round(599_961 * SCALE))
    expect(rowsOf(shop.text.demographics)).toHaveLength(Math.round(72_399 * SCALE))
    expect(products).toHaveLength(1_667)
    expect(shop.truth.rows.actions).toBe(actions.length)
  })

  it('show gender and age for one client in six', () => {
    const unknown = rowsOf(shop.text.demographics).filter((row) => row[1] === 'unknown')
    expect(unknown.every((row) => row[2] === 'unknown')).toBe(true)
    expect(unknown.length / (72_399 * SCALE)).toBeCloseTo(0.831, 2)
  })
})

describe('products', () => {
  it('form a tree of 60, 332 and 1,667 with three repeated and two missing names', () => {
    const named = products.map((row) => row[3] ?? '').filter((name) => name !== '')
    expect(new Set(products.map((row) => row[1])).size).toBe(60)
    expect(new Set(products.map((row) => row[2])).size).toBe(332)
    expect(products.length - named.length).toBe(2)
    expect(named.length - new Set(named).size).toBe(3)
    expect(products.map((row) => Number(row[0]))).toEqual(products.map((_, position) => position + 1))
    const sorted = products.map((row) => row[1] ?? '')
    expect(sorted).toEqual(sorted.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0)))
  })
})

describe('transactions', () => {
  it('name a product padded to four digits, or none in 2.9 % of the lines', () => {
    const codes = new Set(products.map((row) => (row[0] ?? '').padStart(4, '0')))
    const unknown = transactions.filter((row) => row[4] === 'unknown')
    expect(transactions.every((row) => row[4] === 'unknown' || codes.has(row[4] ?? ''))).toBe(true)
    expect(unknown.length / transactions.length).toBeCloseTo(0.0294, 3)
  })

  it('come from 16 % of the clients, 62 % of them at counters', () => {
    const buyers = new Set(transactions.map((row) => row[0]))
    expect(Math.abs(buyers.size - 11_284 * SCALE)).toBeLessThanOrEqual(2)
    expect(transactions.filter((row) => row[3]?.startsWith('B')).length / transactions.length).toBeCloseTo(0.62, 3)
  })

  it('hold the planted dirt', () => {
    const amounts = transactions.map((row) => Number(row[7]))
    const zeros = transactions.filter((row) => row[7] === '0' || row[8] === '0')
    expect(amounts.filter((amount) => amount > 1e10).toSorted((a, b) => b - a)).toEqual([
      100_000_016_899, 100_000_007_199,
    ])
    expect(zeros).toHaveLength(Math.round(7_586 * SCALE))
    expect(Math.max(...transactions.map((row) => Number(row[8])))).toBe(3_600)
  })

  it('number the lines of a basket from 1, and baskets by time', () => {
    const baskets = groupBy(transactions, (row) => row[1] ?? '')
    const times: (string | undefined)[] = []
    for (const [id, lines] of baskets) {
      const sequence = new Set(lines.map((row) => Number(row[2])))
      const facts = new Set(lines.map((row) => [row[0], row[3], row[5], row[6]].join()))
      if (sequence.size !== lines.length || Math.max(...sequence) !== lines.length || facts.size !== 1)
        expect.fail(`basket ${id}`)
      times[Number(id)] = `${lines[0]?.[5]} ${lines[0]?.[6]}`
    }
    const inOrder = times.filter((time) => time !== undefined)
    expect(inOrder).toEqual(inOrder.toSorted())
  })

  it('stay inside the period and rest on the holiday', () => {
    const days = groupBy(transactions, (row) => row[5] ?? '')
    expect([...days.keys()].toSorted()[0]).toBe('20190701')
    expect([...days.keys()].toSorted().at(-1)).toBe('20190930')
    const baskets = new Set(transactions.map((row) => row[1])).size
    const onHoliday = new Set(days.get('20190913')?.map((row) => row[1])).size
    expect(onHoliday).toBeLessThan((baskets / 92) * 0.6)
  })
})

describe('actions', () => {
  it('have the published shares of types, and only searches and purchases in A01', () => {
    const published = [651_638, 307_998, 655_266, 596_765, 172_240, 750_530, 56_249, 5_676]
    const types = countBy(actions.map((row) => row[3] ?? ''))
    published.forEach((count, type) => {
      expect(Math.abs((types.get(String(type)) ?? 0) / (count * SCALE) - 1)).toBeLessThan(0.06)
    })
    const inA01 = new Set(actions.filter((row) => row[4] === 'A01').map((row) => row[3]))
    expect([...inA01].toSorted()).toEqual(['0', '6'])
    expect(new Set(actions.map((row) => row[4]))).toEqual(new Set(['A01', 'A02', 'A03']))
  })

  it('carry a keyword exactly where they search, and those rows stand last', () => {
    expect(actions.every((row) => (row[3] === '0') === (row[9] !== ''))).toBe(true)
    const firstSearch = actions.findIndex((row) => row[9] !== '')
    expect(actions.slice(firstSearch).every((row) => row[9] !== '')).toBe(true)
  })

  it('count the hits of a session from 1 without a gap, out of order in the file, on one day, in rising time', () => {
    const sessions = groupBy(actions, (row) => `${row[0]}/${row[1]}`)
    let unsorted = 0
    for (const [name, rows] of sessions) {
      const inOrder = rows.toSorted((a, b) => Number(a[2]) - Number(b[2]))
      if (rows.some((row, position) => row !== inOrder[position])) unsorted++
      const passed = inOrder.map((row) => Number(row[7]))
      const last = passed.at(-1) ?? 0
      const [pages = '', seconds = ''] = rows[0]?.slice(10, 12) ?? []
      const faults = [
        inOrder.some((row, position) => Number(row[2]) !== position + 1) && 'numbers',
        passed.some((ms, position) => ms < (passed[position - 1] ?? 0)) && 'times',
        rows.some((row) => [4, 5, 10, 11, 12, 13].some((column) => row[column] !== rows[0]?.[column])) && 'facts',
        pages !== '' && Number(pages) < rows.length && 'pages',
        seconds === '' ? rows.length > 1 && 'seconds' : Number(seconds) * 1000 < last && 'seconds',
      ].filter((fault) => fault !== false)
      if (faults.length > 0) expect.fail(`${name}: ${faults.join()}`)
    }
    expect(unsorted / sessions.size).toBeGreaterThan(0.3)
  })

  it('share a fifth of the listed transaction ids, at the same client and minute', () => {
    const listed = new Map(transactions.map((row) => [row[1], [row[0], row[3], row[5], row[6]].join()]))
    const bought = actions.filter((row) => row[3] === '6' && listed.has(row[8]))
    const common = new Set(actions.map((row) => row[8]).filter((id) => listed.has(id)))
    expect(common.size / listed.size).toBeCloseTo(0.1875, 2)
    const matching = bought.filter((row) => listed.get(row[8]) === [row[0], row[4], row[5], row[6]].join())
    expect(matching.length / bought.length).toBeGreaterThan(0.8)
    expect(bought.every((row) => listed.get(row[8])?.startsWith(`${row[0]},`) === true)).toBe(true)
  })

  it('lack some purchase ids and repeat one 62 times', () => {
    const purchases = actions.filter((row) => row[3] === '6')
    const repeats = countBy(purchases.map((row) => row[8] ?? '').filter((id) => id !== ''))
    expect(purchases.filter((row) => row[8] === '')).toHaveLength(Math.round(4_936 * SCALE))
    expect(Math.max(...repeats.values())).toBe(62)
  })

  it('search most for milk, with a long tail of rare words, codes and quotes', () => {
    const uses = [...countBy(actions.map((row) => row[9] ?? '').filter((word) => word !== ''))].toSorted(
      (a, b) => b[1] - a[1],
    )
    expect(uses[0]?.[0]).toBe('우유')
    expect(uses.filter(([, count]) => count === 1).length / uses.length).toBeGreaterThan(0.4)
    const words = uses.map(([word]) => word)
    for (const shape of [/^\d{7,}$/, /^[a-zA-Z]+\d+[a-zA-Z]*$/, /"/, /,/, / /])
      expect(words.some((word) => shape.test(word))).toBe(true)
    expect(shop.truth.distinctKeywords).toBe(words.length)
  })

  it('leave most clients without a listed purchase, and about half without a search', () => {
    const searchers = new Set(actions.filter((row) => row[3] === '0').map((row) => row[0]))
    const clients = new Set(actions.map((row) => row[0]))
    const buyers = new Set(actions.filter((row) => row[3] === '6').map((row) => row[0]))
    expect(clients.size).toBe(Math.round(72_399 * SCALE))
    expect(Math.abs(searchers.size - 38_564 * SCALE)).toBeLessThanOrEqual(2)
    expect(Math.abs(buyers.size - 20_833 * SCALE)).toBeLessThanOrEqual(2)
  })
})

describe('planted tastes', () => {
  /** Mean cosine of the counts of two clients, over pairs of the same group and of different groups. */
  function likeness(countsOf: ReadonlyMap<string, ReadonlyMap<string, number>>): { within: number; between: number } {
    const groupOf = new Map(shop.truth.clientIds.map((id, position) => [String(id), shop.truth.clientGroups[position]]))
    const sums = { within: 0, between: 0 }
    const pairs = { within: 0, between: 0 }
    const clients = [...countsOf].filter(([, counts]) => counts.size >= 5)
    const norm = (counts: ReadonlyMap<string, number>): number => Math.hypot(...counts.values())
    clients.forEach(([a, countsA], i) => {
      for (const [b, countsB] of clients.slice(i + 1)) {
        let dot = 0
        for (const [key, count] of countsA) dot += count * (countsB.get(key) ?? 0)
        const kind = groupOf.get(a) === groupOf.get(b) ? 'within' : 'between'
        sums[kind] += dot / (norm(countsA) * norm(countsB))
        pairs[kind]++
      }
    })
    return { within: sums.within / pairs.within, between: sums.between / pairs.between }
  }

  const tally = (rows: readonly string[][], column: number): Map<string, Map<string, number>> =>
    new Map(
      [...groupBy(rows, (row) => row[0] ?? '')].map(([client, own]) => [
        client,
        countBy(own.map((row) => row[column] ?? '')),
      ]),
    )

  it('make purchases of one group more alike than those of different groups', () => {
    const { within, between } = likeness(
      tally(
        transactions.filter((row) => row[4] !== 'unknown'),
        4,
      ),
    )
    expect(within).toBeGreaterThan(1.5 * between)
  })

  it('make searches of one group more alike than those of different groups', () => {
    const { within, between } = likeness(
      tally(
        actions.filter((row) => row[3] === '0'),
        9,
      ),
    )
    expect(within).toBeGreaterThan(1.5 * between)
  })
})

describe('a generation', () => {
  it('reports clients, rising, up to the end, and stops when cancelled', async () => {
    const ticks: TaskProgress[] = []
    const control = { tick: (progress: TaskProgress) => void ticks.push(progress), isCancelled: () => false }
    await generateShop({ scale: 0.003, seed: 1 }, control, () => undefined)
    expect(ticks.every((tick, i) => tick.stage === 'generating' && tick.done >= (ticks[i - 1]?.done ?? 0))).toBe(true)
    expect(ticks.at(-1)?.done).toBe(ticks.at(-1)?.total)

    const stopping = { tick: () => undefined, isCancelled: () => true }
    await expect(generateShop({ scale: 0.003, seed: 1 }, stopping, () => undefined)).rejects.toBeInstanceOf(DomainError)
  })

  it('makes the demo: four files, 3,000 clients', async () => {
    const files = await demoShop(uncontrolled)
    expect(files.map((file) => file.name.slice(0, 3))).toEqual(['01.', '02.', '03.', '04.'])
    expect(rowsOf(decoder.decode(Buffer.concat(files[2]?.parts ?? [])))).toHaveLength(3_000)
    expect(Math.round(DEMO_OPTIONS.scale * 72_399)).toBe(3_000)
  })
})
